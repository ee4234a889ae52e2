using System.Text.Json;
using System.Text.Json.Serialization;
using Ecommerce.SearchService.Indexing;
using Ecommerce.SearchService.Popular;
using Ecommerce.SearchService.Queries;
using Ecommerce.SearchService.Rebuild;
using Ecommerce.SearchService.Suggestions;
using Ecommerce.SearchService.Synonyms;

namespace Ecommerce.SearchService;

[JsonSourceGenerationOptions(JsonSerializerDefaults.Web, NumberHandling = JsonNumberHandling.Strict)]
[JsonSerializable(typeof(SearchResponse))]
[JsonSerializable(typeof(SuggestionsResponse))]
[JsonSerializable(typeof(PopularResponse))]
[JsonSerializable(typeof(SynonymGroups))]
[JsonSerializable(typeof(IndexPage))]
[JsonSerializable(typeof(RebuildStatus))]
[JsonSerializable(typeof(IndexedProduct))]
[JsonSerializable(typeof(ExportedProduct))]
[JsonSerializable(typeof(string[]))]
internal sealed partial class SearchJson : JsonSerializerContext;
