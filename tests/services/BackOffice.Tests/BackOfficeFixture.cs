using System.Net;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Ecommerce.Testing;

namespace Ecommerce.BackOffice.Tests;

/// <summary>The back office as a process, in front of a stub of the gateway.</summary>
public sealed partial class BackOfficeFixture : IAsyncLifetime
{
    public const string Email = "staff@ecommerce.example";

    private TestTokens? tokens;
    private StubGateway? gateway;
    private ServiceProcess? service;

    public StubGateway Gateway => gateway!;

    public Uri Address => service!.Address;

    public async ValueTask InitializeAsync()
    {
        tokens = await TestTokens.StartAsync();
        gateway = await StubGateway.StartAsync();
        service = await StartAsync();
    }

    /// <summary>Another one, with other settings.</summary>
    public Task<ServiceProcess> StartAsync(params (string Name, string Value)[] settings)
    {
        var all = new Dictionary<string, string>(tokens!.Environment)
        {
            ["services__gateway__http__0"] = Gateway.Address.ToString(),
            ["Proxy__Secret"] = TestProxy.Secret,
        };
        foreach (var (name, value) in settings)
            all[name] = value;
        return ServiceProcess.StartAsync("Ecommerce.BackOffice", all);
    }

    /// <summary>A browser with cookies of its own that follows no redirect.</summary>
    public HttpClient NewBrowser(Uri? address = null)
        => new(new HttpClientHandler { CookieContainer = new CookieContainer(), AllowAutoRedirect = false })
        {
            BaseAddress = address ?? Address,
        };

    /// <summary>Lets whoever signs in do what the permissions say.</summary>
    public void Grant(params string[] permissions) => GrantTo(Guid.CreateVersion7(), permissions);

    /// <summary>Lets this account do what the permissions say, once it signs in.</summary>
    public void GrantTo(Guid user, params string[] permissions)
    {
        var answer = Tokens(tokens!.Issue(user, permissions));
        Gateway.Answer("POST /users/login", answer);
        Gateway.Answer("POST /users/refresh", answer);
        Gateway.Answer("POST /users/logout", "", status: 204);
    }

    /// <summary>As user-service does for an account with two-factor sign-in.</summary>
    public void GrantWithCode(string code, params string[] permissions)
    {
        Grant(permissions);
        var answer = Tokens(permissions);
        Gateway.Answer("POST /users/login", body => (string?)JsonNode.Parse(body)!["code"] switch
        {
            null => (401, """{ "type": "urn:ecommerce:problem:second-factor-required", "title": "A code." }"""),
            var given when given == code => (200, answer),
            _ => (401, """{ "type": "urn:ecommerce:problem:wrong-code", "title": "The code is wrong." }"""),
        });
    }

    /// <summary>Whoever signs in is staff who has yet to set two-factor sign-in up.</summary>
    public void GrantWithoutTwoFactor()
    {
        var claims = TestTokens.Claims(Guid.CreateVersion7());
        claims["two_factor_required"] = true;
        Gateway.Answer("POST /users/login", Tokens(tokens!.Key.Sign(claims)));
    }

    /// <summary>What user-service answers to who proves again who it is.</summary>
    public string Renewed(params string[] permissions)
        => $$"""
            { "accessToken": "{{tokens!.Issue(Guid.CreateVersion7(), permissions)}}", "tokenType": "Bearer", "expiresIn": 300 }
            """;

    /// <summary>What user-service answers to a login.</summary>
    public string Tokens(string[] permissions, int expiresIn = 300)
        => Tokens(tokens!.Issue(Guid.CreateVersion7(), permissions), expiresIn);

    private static string Tokens(string accessToken, int expiresIn = 300)
        => $$"""
            { "accessToken": "{{accessToken}}", "tokenType": "Bearer", "expiresIn": {{expiresIn}},
              "refreshToken": "{{Guid.CreateVersion7():N}}", "deviceToken": "a-device" }
            """;

    /// <summary>Signs in with the form as a browser does.</summary>
    public static async Task<HttpResponseMessage> SignInAsync(HttpClient browser, string path = "/sign-in", bool withToken = true)
    {
        using var form = await browser.GetAsync(path);
        var page = await form.Content.ReadAsStringAsync();
        var fields = new Dictionary<string, string> { ["email"] = Email, ["password"] = "a good password" };
        foreach (Match hidden in Hidden().Matches(page))
            if (withToken || hidden.Groups[1].Value == "return")
                fields[hidden.Groups[1].Value] = WebUtility.HtmlDecode(hidden.Groups[2].Value);
        using var content = new FormUrlEncodedContent(fields);
        return await browser.PostAsync("/sign-in", content);
    }

    /// <summary>Types a code into the page that a sign-in answered with.</summary>
    public static Task<HttpResponseMessage> SendCodeAsync(HttpClient browser, HttpResponseMessage answer, string code)
        => SendAsync(browser, "/sign-in/code", answer, ("code", code));

    /// <summary>Sends the form of a page, with what it hides.</summary>
    public static async Task<HttpResponseMessage> SendAsync(
        HttpClient browser, string path, HttpResponseMessage page, params (string Name, string Value)[] typed)
    {
        var fields = typed.ToDictionary(field => field.Name, field => field.Value);
        foreach (Match hidden in Hidden().Matches(await page.Content.ReadAsStringAsync()))
            fields[hidden.Groups[1].Value] = WebUtility.HtmlDecode(hidden.Groups[2].Value);
        using var content = new FormUrlEncodedContent(fields);
        return await browser.PostAsync(path, content);
    }

    public async ValueTask DisposeAsync()
    {
        if (service is not null)
            await service.DisposeAsync();
        if (gateway is not null)
            await gateway.DisposeAsync();
        if (tokens is not null)
            await tokens.DisposeAsync();
    }

    [GeneratedRegex("""<input type="hidden" name="([^"]+)" value="([^"]*)""")]
    private static partial Regex Hidden();
}
