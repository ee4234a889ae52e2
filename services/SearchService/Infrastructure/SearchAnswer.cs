namespace Ecommerce.SearchService.Infrastructure;

/// <summary>What a search found, as it is answered.</summary>
/// <param name="PopularQuery">What counts as searched for each time that it is given; null: nothing does.</param>
internal sealed record SearchAnswer(byte[] Json, string? PopularQuery)
{
    /// <summary>How old an answer may be in a replica other than the one that writes the index.</summary>
    public static readonly TimeSpan Lifetime = TimeSpan.FromSeconds(1);
}
