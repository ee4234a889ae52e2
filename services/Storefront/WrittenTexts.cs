namespace Ecommerce.Storefront;

/// <summary>What a shop says in a language, in place of what every shop says. Plain text, see <c>OwnText</c>.</summary>
/// <param name="Tagline">A line.</param>
/// <param name="Imprint">Below company, address and email.</param>
public sealed record WrittenTexts(
    string? Tagline = null, string? Imprint = null, string? Privacy = null, string? Terms = null, string? Returns = null,
    string? Shipping = null);

/// <param name="Language">In which it is written, as the <c>lang</c> attribute has it.</param>
public sealed record WrittenText(string Language, string Text);
