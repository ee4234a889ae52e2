using Ecommerce.Browser;
using Ecommerce.Testing;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Ecommerce.BackOffice.Tests.Browser;

/// <summary>Pages show what others do, without taking away what is typed on them.</summary>
public sealed class LiveTests(BackOfficeFixture fixture, Chromium chromium) : BrowserTests(fixture, chromium)
{
    private const string Order = $"/orders/{SmallOffice.ToShip}";
    private const string Notes = $"GET {Order}/notes";

    [BrowserFact]
    public async Task Two_people_on_one_order_see_what_the_other_does_and_keep_what_they_type()
    {
        var (ada, grace) = (await OpenAsync(Order), await OpenAsync(Order));
        await grace.GetByLabel("A note").FillAsync("I am still writing");
        Gateway.Answer($"POST {Order}/notes", _ =>
        {
            Gateway.Answer(Notes, $$"""{ "items": [ {{SmallOffice.Note("Called back.", 2)}} ], "next": null }""");
            return (201, "{}");
        });
        Gateway.Answer($"POST {Order}/deliver", _ =>
        {
            var delivered = SmallOffice.Order(SmallOffice.ToShip, "Delivered").Replace("00:00:02Z", "00:00:03Z", StringComparison.Ordinal);
            Gateway.Answer($"GET {Order}", delivered);
            return (200, delivered);
        });

        await ada.GetByLabel("A note").FillAsync("Called back.");
        await ada.GetByRole(AriaRole.Button, new() { Name = "Add note" }).ClickAsync();
        await Expect(grace.GetByText("Called back.", new() { Exact = true })).ToBeVisibleAsync();
        await Expect(grace.GetByLabel("A note")).ToHaveValueAsync("I am still writing");

        Gateway.Answer($"GET {Order}", SmallOffice.Order(SmallOffice.ToShip, "Shipped"));
        await grace.GetByRole(AriaRole.Button, new() { Name = "Delivered" }).ClickAsync();
        await grace.GetByRole(AriaRole.Dialog).GetByRole(AriaRole.Button, new() { Name = "Delivered" }).ClickAsync();
        await Expect(ada.GetByRole(AriaRole.Status).GetByText("Delivered")).ToBeVisibleAsync();
        await Expect(grace.GetByLabel("A note")).ToHaveValueAsync("I am still writing");
    }

    [BrowserFact]
    public async Task Hidden_window_asks_for_nothing_and_catches_up_once_it_is_shown()
    {
        var (shown, hidden) = (await OpenAsync(Order), await OpenAsync(Order));
        await SetVisibilityAsync(hidden, "hidden");
        Gateway.Answer(Notes, $$"""{ "items": [ {{SmallOffice.Note("Called back.", 2)}} ], "next": null }""");
        var note = new PageGetByTextOptions { Exact = true };

        await Expect(shown.GetByText("Called back.", note)).ToBeVisibleAsync();
        await Expect(hidden.GetByText("Called back.", note)).ToHaveCountAsync(0);
        await SetVisibilityAsync(hidden, "visible");
        await Expect(hidden.GetByText("Called back.", note)).ToBeVisibleAsync();
    }

    [BrowserFact]
    public async Task List_says_how_many_orders_are_new_and_shows_them_when_asked()
    {
        var page = await OpenAsync("/orders");
        var orders = page.GetByRole(AriaRole.Row).GetByRole(AriaRole.Link);
        await Expect(orders).ToHaveCountAsync(2);
        string[] newer = [.. Enumerable.Range(1, 3).Select(number => SmallOffice.Order($"0190a5a1-0000-7000-8000-{number:x12}"))];
        var old = SmallOffice.Order(SmallOffice.ToShip);
        Gateway.Answer("GET /orders", $$"""{ "items": [ {{string.Join(", ", newer.Reverse())}}, {{old}} ], "next": "older" }""");

        var show = page.GetByRole(AriaRole.Button, new() { Name = "3 new orders, show" });
        await Expect(show).ToBeVisibleAsync();
        await Expect(orders).ToHaveCountAsync(2);
        await show.ClickAsync();
        await Expect(orders).ToHaveCountAsync(4);
        await Expect(show).ToHaveCountAsync(0);
    }

    [BrowserFact]
    public async Task Many_windows_on_one_order_ask_as_often_as_one()
    {
        await using var office = await Fixture.StartAsync();
        foreach (var _ in Enumerable.Range(0, 4))
            await Chromium.SignInAsync(
                Fixture, SmallOffice.Owner, $"/orders/{SmallOffice.AlsoToShip}", address: office.Address);

        var (before, started) = (Polls(), TimeProvider.System.GetTimestamp());
        await Eventually.Async(() => Polls() >= before + 3, "it is asked for three times more");
        Assert.True(TimeProvider.System.GetElapsedTime(started) > TimeSpan.FromSeconds(5), "Each window asks by itself.");
    }

    /// <summary>How often the newest note was asked for, of an order that no other test has open.</summary>
    private int Polls() => Gateway.Calls($"GET /orders/{SmallOffice.AlsoToShip}/notes").Count(
        call => $"{call.Query}&".Contains("limit=1&", StringComparison.Ordinal));

    private Task<IPage> OpenAsync(string path) => Chromium.SignInAsync(Fixture, SmallOffice.Owner, path);

    // As the browser does when another tab is chosen.
    private static async Task SetVisibilityAsync(IPage page, string state) => await page.EvaluateAsync(
        """
        state => {
          Object.defineProperty(document, "visibilityState", { value: state, configurable: true });
          document.dispatchEvent(new Event("visibilitychange"));
        }
        """,
        state);
}
