using Ecommerce.Browser;
using Ecommerce.Testing;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Ecommerce.BackOffice.Tests.Browser;

/// <summary>Moderation of reviews.</summary>
public sealed class ReviewTests(BackOfficeFixture fixture, Chromium chromium) : BrowserTests(fixture, chromium)
{
    private const string Publish = $"POST /reviews/{SmallOffice.Review}/publish";
    private const string Reject = $"POST /reviews/{SmallOffice.Review}/reject";

    [BrowserFact]
    public async Task Moderator_publishes_and_rejects_the_version_that_was_read_and_edits_the_words()
    {
        Gateway.Answer(Publish, """{ "title": "The review has changed since it was read." }""", status: 412);
        Gateway.Answer(Reject, "{}");
        Gateway.Answer("PUT /reviews/words", """{ "words": [ "one", "two*" ], "version": 8 }""");
        var page = await Chromium.SignInAsync(Fixture, ["reviews:moderate"], "/reviews");
        await Expect(page.GetByText("2 readers reported it.")).ToBeVisibleAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Publish" }).ClickAsync();
        await Expect(page.GetByText("The review has changed since it was read.")).ToBeVisibleAsync();
        Assert.Equal("\"3\"", Assert.Single(Gateway.Calls(Publish)).Headers["If-Match"]);

        await page.GetByRole(AriaRole.Button, new() { Name = "Reject" }).ClickAsync();
        var dialog = page.GetByRole(AriaRole.Dialog);
        await dialog.GetByLabel("Reason for the author").FillAsync("Spam.");
        await dialog.GetByRole(AriaRole.Button, new() { Name = "Reject" }).ClickAsync();
        await Expect(dialog).ToBeHiddenAsync();
        var rejected = Assert.Single(Gateway.Calls(Reject));
        Assert.Equal(("""{"reason":"Spam."}""", "\"3\""), (rejected.Body, rejected.Headers["If-Match"]));

        await page.GetByLabel("One a line").FillAsync("one\ntwo*");
        await page.GetByRole(AriaRole.Button, new() { Name = "Save" }).ClickAsync();
        await Eventually.Async(() => Task.FromResult(Gateway.Calls("PUT /reviews/words").Count == 1), "the words are saved");
        var words = Gateway.Calls("PUT /reviews/words")[0];
        Assert.Equal(("""{"words":["one","two*"]}""", "\"7\""), (words.Body, words.Headers["If-Match"]));
    }
}
