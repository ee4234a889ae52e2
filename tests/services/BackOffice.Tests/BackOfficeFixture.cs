using System.Net;
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
    public void Grant(params string[] permissions)
    {
        var answer = Tokens(permissions);
        Gateway.Answer("POST /users/login", answer);
        Gateway.Answer("POST /users/refresh", answer);
        Gateway.Answer("POST /users/logout", "", status: 204);
    }

    /// <summary>What user-service answers to a login.</summary>
    public string Tokens(string[] permissions, int expiresIn = 300)
        => $$"""
            { "accessToken": "{{tokens!.Issue(Guid.CreateVersion7(), permissions)}}", "tokenType": "Bearer", "expiresIn": {{expiresIn}},
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
