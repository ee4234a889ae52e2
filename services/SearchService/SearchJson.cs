using System.Text.Json;
using System.Text.Json.Serialization;
using Ecommerce.SearchService.Domain;
using Ecommerce.SearchService.Domain.Products;
using Ecommerce.SearchService.Features.Index;
using Ecommerce.SearchService.Features.Popular;
using Ecommerce.SearchService.Features.Search;
using Ecommerce.SearchService.Features.Suggestions;
using Ecommerce.SearchService.Features.Synonyms;
using Ecommerce.SearchService.Infrastructure.Clients;

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
internal sealed partial class SearchJson : JsonSerializerContext;
