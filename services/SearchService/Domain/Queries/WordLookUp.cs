namespace Ecommerce.SearchService.Domain.Queries;

/// <param name="AllowCorrections">Whether corrections are looked up when the word is unknown.</param>
internal sealed record TypedWord(string Text, bool AllowCorrections = true);

/// <summary>What an index knows of a word.</summary>
/// <param name="Products">How many products contain it; 0 when it is unknown.</param>
/// <param name="IsPrefix">Known words begin with it.</param>
/// <param name="Corrections">Known words that may have been meant, the likeliest first; empty when it is a prefix of known words.</param>
internal sealed record WordLookUp(int Products, bool IsPrefix, IReadOnlyList<string> Corrections);
