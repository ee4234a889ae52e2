using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Playwright;

namespace Ecommerce.Storefront.Tests.Browser;

/// <summary>
/// Markup in every text that the API answers with, in every field of every page's forms and in every parameter of its links: it is shown
/// as text, or not at all. On a storefront of its own, which keeps categories and shipping methods for a while.
/// </summary>
[Collection(StorefrontCollection.Name)]
public sealed partial class ScriptInjectionTests : IClassFixture<Chromium>
{
    private const int Wide = 1280;

    // Fewer mean that pages or the search for fields are broken.
    private const int LeastFields = 50;
    private const int LeastShownAgain = 7;
    private const int LeastPagesWithTexts = 20;
    private const int LeastParameters = 30;

    private static readonly string[] PagesOfMembers =
    [
        .. SmallShop.Pages, $"/products/{SmallShop.Tent}?variant={Uri.EscapeDataString("TENT-1-S" + Poison.Stored)}",
        "/account/messages?sent=true",
    ];

    private static readonly string[] PagesOfStrangers = ["/login?return=/cart", "/register", "/checkout/guest", "/account/forgot"];

    private readonly StorefrontFixture fixture;
    private readonly Chromium chromium;
    private readonly List<string> faults = [];
    private readonly Dictionary<string, PageForm> forms = [];
    private readonly Dictionary<(string Path, string Parameter), string> links = [];
    private readonly HashSet<string> shownAgain = [];
    private readonly HashSet<string> pagesWithTexts = [];

    public ScriptInjectionTests(StorefrontFixture fixture, Chromium chromium)
    {
        (this.fixture, this.chromium) = (fixture, chromium);
        SmallShop.Open(fixture.Gateway);
        fixture.Gateway.Rewrite = Poison.Answer;
    }

    [BrowserFact]
    public async Task Markup_in_any_field_parameter_or_answer_of_the_API_runs_no_script()
    {
        await using var shop = await fixture.StartAsync();
        await using (var member = await chromium.OpenAsync(shop.Address, Wide))
        {
            await WalkAsync(member, PagesOfMembers);
            await SearchAsync(member);
        }

        await using (var stranger = await chromium.NewWindowAsync(shop.Address, Wide))
            await WalkAsync(stranger, PagesOfStrangers);
        await SendFieldsAsync(shop.Client);
        await AskForLinksAsync(shop.Client);

        Assert.True(faults.Count == 0, string.Join('\n', faults));
        Assert.True(forms.Values.Sum(form => form.Typed.Length) >= LeastFields, $"Fields: {string.Join('\n', forms.Keys.Order())}");
        Assert.True(shownAgain.Count >= LeastShownAgain, $"Shown again: {string.Join('\n', shownAgain.Order())}");
        Assert.True(pagesWithTexts.Count >= LeastPagesWithTexts, $"Texts: {string.Join('\n', pagesWithTexts.Order())}");
        Assert.True(links.Count >= LeastParameters, $"Parameters: {string.Join('\n', links.Keys.Order())}");
    }

    /// <summary>Opens each page, and sends each of its forms that no other page has.</summary>
    private async Task WalkAsync(IBrowserContext window, IEnumerable<string> paths)
    {
        var page = await WatchedPageAsync(window);
        foreach (var path in paths)
        {
            await OpenAsync(page, path);
            foreach (var form in (await PageForm.FindAllAsync(page)).Where(form => forms.TryAdd(form.Name, form) && form.Typed.Length > 0))
            {
                await OpenAsync(page, path);
                await form.SendAsync(page, Poison.Typed);
                await CheckAsync(page, $"{path}, {form.Name}");
                if (await page.EvaluateAsync<bool>(Shows, Poison.Typed))
                    shownAgain.Add(form.Name);
            }
        }
    }

    /// <summary>Suggestions come by a script, and what was searched for before is kept in the browser.</summary>
    private async Task SearchAsync(IBrowserContext window)
    {
        var page = await WatchedPageAsync(window);
        await page.GotoAsync("/search" + QueryString.Create("q", Poison.Typed));
        await page.GotoAsync("/");
        var field = page.GetByRole(AriaRole.Combobox, new() { Name = "Search the shop" });
        await field.ClickAsync();
        await Assertions.Expect(page.GetByRole(AriaRole.Option, new() { Name = Poison.Typed })).ToBeVisibleAsync();
        await CheckAsync(page, "searched before");
        await field.FillAsync("tent");
        await Assertions.Expect(page.GetByRole(AriaRole.Option, new() { Name = "tent pegs" + Poison.Stored })).ToBeVisibleAsync();
        await CheckAsync(page, "suggested");
    }

    /// <summary>Whatever runs, or is kept from it, is a fault.</summary>
    private async Task<IPage> WatchedPageAsync(IBrowserContext window)
    {
        var page = await window.NewPageAsync();
        page.PageError += (_, error) => faults.Add($"{page.Url}: {error}");
        page.Dialog += async (_, dialog) =>
        {
            faults.Add($"{page.Url}: {dialog.Message}");
            await dialog.DismissAsync();
        };
        page.Console += (_, message) =>
        {
            // Refusals are what forms with markup get.
            if (message.Type == "error" && !message.Text.StartsWith("Failed to load resource", StringComparison.Ordinal))
                faults.Add($"{page.Url}: {message.Text}");
        };
        return page;
    }

    private async Task OpenAsync(IPage page, string path)
    {
        var answer = await page.GotoAsync(path, new() { WaitUntil = WaitUntilState.DOMContentLoaded });
        if (answer!.Status >= 400 && path != "/no-such-page")
            faults.Add($"{path}: {answer.Status}");
        await CheckAsync(page, path);
        if (await page.EvaluateAsync<bool>(Shows, Poison.Stored))
            pagesWithTexts.Add(path);
        foreach (var link in await page.EvaluateAsync<string[]>(LinksWithParameters))
        {
            foreach (var parameter in QueryOf(link))
                links.TryAdd((PageForm.WithoutIds(link), parameter.Key), link);
        }
    }

    private async Task CheckAsync(IPage page, string what)
    {
        if (await page.EvaluateAsync<string?>(Injected) is { } injected)
            faults.Add($"{what}: {injected}");
    }

    /// <summary>Also what a page carries along unseen, changed by whoever sends it.</summary>
    private async Task SendFieldsAsync(HttpClient browser)
    {
        foreach (var form in forms.Values)
        {
            foreach (var hidden in form.Hidden)
                await SendAsync(browser, form, hidden, Poison.Typed);
            foreach (var name in form.Names.Distinct())
                await SendAsync(browser, form, name, Poison.Address);
        }
    }

    private async Task SendAsync(HttpClient browser, PageForm form, string name, string value)
    {
        var fields = form.With(name, value);
        using var request = form.Method == "GET"
            ? new HttpRequestMessage(HttpMethod.Get, form.Action + QueryString.Create(fields!))
            : new HttpRequestMessage(HttpMethod.Post, form.Action) { Content = new FormUrlEncodedContent(fields) };
        await CheckAsync(browser, request, $"{form.Name}, {name}");
    }

    private async Task AskForLinksAsync(HttpClient browser)
    {
        foreach (var ((path, parameter), link) in links)
            foreach (var value in (string[])[Poison.Typed, Poison.Address])
            {
                var query = QueryOf(link).Where(other => other.Key != parameter).Append(KeyValuePair.Create(parameter, value));
                using var request = new HttpRequestMessage(HttpMethod.Get, link.Split('?')[0] + QueryString.Create(query!));
                await CheckAsync(browser, request, $"{path}?{parameter}");
            }
    }

    private async Task CheckAsync(HttpClient browser, HttpRequestMessage request, string what)
    {
        request.Headers.Add("Cookie", "session=e30.e30.e30");
        using var answer = await browser.SendAsync(request);
        var page = await answer.Content.ReadAsStringAsync();
        if (page.Contains(Poison.Raw, StringComparison.Ordinal))
            faults.Add($"{what}: the markup is in the page as it is");
        var target = $"{answer.Headers.Location?.OriginalString}";
        if (ScriptAddress().IsMatch(page) || target.StartsWith("javascript:", StringComparison.OrdinalIgnoreCase))
            faults.Add($"{what}: an address is a script");
    }

    private static IEnumerable<KeyValuePair<string, string>> QueryOf(string link)
        => QueryHelpers.ParseQuery(link.Split('?', 2) is [_, var query] ? query : "")
            .SelectMany(parameter => parameter.Value.OfType<string>(), (parameter, value) => KeyValuePair.Create(parameter.Key, value));

    /// <summary>A script that ran, or an element that markup has made; null where there is none.</summary>
    private const string Injected = """
        () => {
          if (window.ran) return 'a script ran';
          const made = document.querySelector('[onerror], img[src="x"], script:not([src]):not([type="application/ld+json"])');
          return made ? made.outerHTML : null;
        }
        """;

    private const string Shows = """
        text => [...document.querySelectorAll('input:not([type=hidden]), textarea')].some(field => field.value.includes(text))
          || document.body.innerText.includes(text)
        """;

    [GeneratedRegex("(href|src|action|formaction|hx-[a-z]+)=\"\\s*javascript:", RegexOptions.IgnoreCase)]
    private static partial Regex ScriptAddress();

    private const string LinksWithParameters = """
        () => [...document.querySelectorAll('a[href], [hx-get]')]
          .flatMap(part => [part.getAttribute('href'), part.getAttribute('hx-get')])
          .filter(address => address?.startsWith('/') && address.includes('?') && !address.startsWith('/media/'))
        """;
}
