using System.ComponentModel.DataAnnotations;

namespace Ecommerce.SearchService.Infrastructure.Elasticsearch;

/// <summary>The configuration section <c>Elasticsearch</c>: names of indexes, so that several shops can share a server.</summary>
internal sealed class IndexNames
{
    public const string Section = "Elasticsearch";

    /// <summary>The alias of the active index; the index of a version has a name such as <c>ALIAS-v7</c>.</summary>
    [RegularExpression("[a-z][a-z0-9-]{0,60}")]
    public string Alias { get; set; } = "products";

    public string Of(string version) => $"{Alias}-{version}";
}
