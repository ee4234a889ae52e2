namespace Ecommerce.Storefront.Infrastructure.Languages;

/// <summary>What a status of a refusal says to a person, where nothing more is known.</summary>
internal static class Refusals
{
    /// <returns>The key of a text.</returns>
    public static string Text(int status) => status switch
    {
        StatusCodes.Status400BadRequest => Texts.Key("Something in the form is missing or cannot be read. Please go back and try again."),
        StatusCodes.Status403Forbidden => Texts.Key("This page is not for you, or the form came from another site."),
        StatusCodes.Status404NotFound or StatusCodes.Status405MethodNotAllowed => Texts.Key("There is no such page."),
        StatusCodes.Status413PayloadTooLarge or StatusCodes.Status431RequestHeaderFieldsTooLarge => Texts.Key("That is too much at once."),
        StatusCodes.Status429TooManyRequests => Texts.Key("That was very often in a short time. Please wait a little."),
        >= 500 => Texts.Key("The shop does not answer at the moment. Please try again in a little while."),
        _ => Texts.Key("That did not work."),
    };
}
