using System.Text.Json;
using System.Text.Json.Serialization;

namespace Ecommerce.BackOffice;

/// <summary>What Blazor itself answers as JSON: the names of scripts to begin with.</summary>
[JsonSourceGenerationOptions(JsonSerializerDefaults.Web)]
[JsonSerializable(typeof(IList<string>))]
internal sealed partial class BackOfficeJson : JsonSerializerContext;
