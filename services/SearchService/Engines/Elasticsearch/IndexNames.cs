using System.ComponentModel.DataAnnotations;

namespace Ecommerce.SearchService.Engines.Elasticsearch;

/// <summary>The configuration section <c>Elasticsearch</c>: what indexes are called there, so that several shops can share a server.</summary>
internal sealed class IndexNames
{
    public const string Section = "Elasticsearch";

    /// <summary>The alias that searches read; the index of a version is called <c>ALIAS-v7</c>.</summary>
    [RegularExpression("[a-z][a-z0-9-]{0,60}")]
    public string Alias { get; set; } = "products";

    public string Of(string version) => $"{Alias}-{version}";
}
