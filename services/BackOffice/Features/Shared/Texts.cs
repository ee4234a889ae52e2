namespace Ecommerce.BackOffice.Features.Shared;

/// <summary>
/// The words of all pages. English is the key of each; <c>Texts.de.resx</c> has the German ones.
/// </summary>
public sealed class Texts;
