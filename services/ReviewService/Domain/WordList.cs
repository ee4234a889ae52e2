namespace Ecommerce.ReviewService.Domain;

/// <summary>The words for which a review waits for a moderator.</summary>
/// <param name="Version">Grows by one with each change; 0 is the default list.</param>
internal sealed record WordList(long Version, IReadOnlyList<string> Words)
{
    public static readonly WordList Default = new(
        0,
        [
            "asshole*", "bastard*", "bitch*", "bullshit", "cunt*", "fuck*", "motherfuck*", "nigger*", "shit", "shitty", "slut*", "whore*",
            "arschloch*", "fick*", "hure*", "wichser*",
        ]);
}
