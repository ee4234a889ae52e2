using System.Net;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Ecommerce.Testing;
using Ecommerce.UserService.Tests.Api;

namespace Ecommerce.UserService.Tests.SocialLogin;

/// <summary>The service with social login on, and a provider for it.</summary>
internal sealed class SocialLoginFixture
{
    public const string RedirectUri = "https://shop.example/signed-in";

    private readonly UserServiceFixture service;
    private ServiceProcess? process;

    private SocialLoginFixture(UserServiceFixture service, TestProvider provider, string database)
        => (this.service, Provider, Database) = (service, provider, database);

    internal TestProvider Provider { get; }

    internal FlagFolder Flags { get; } = new();

    public HttpClient Http => process!.Client;

    public string Database { get; }

    public static async Task<SocialLoginFixture> StartAsync(UserServiceFixture service)
    {
        var social = new SocialLoginFixture(service, await TestProvider.StartAsync(), await service.Postgres.CreateDatabaseAsync());
        social.Flags.Set("SOCIAL_LOGIN", "true");
        social.process = await UserServiceFixture.StartAsync(social.Environment());
        return social;
    }

    public async ValueTask DisposeAsync()
    {
        await process!.DisposeAsync();
        Flags.Dispose();
        await Provider.DisposeAsync();
    }

    public Dictionary<string, string> Environment() => new(service.Environment(Database))
    {
        ["Features__Directory"] = Flags.Path,
        ["SocialLogin__Providers__test__Authority"] = Provider.Issuer,
        ["SocialLogin__Providers__test__ClientId"] = TestProvider.ClientId,
        ["SocialLogin__Providers__test__ClientSecret"] = TestProvider.ClientSecret,
        ["SocialLogin__Providers__gone__Authority"] = "http://127.0.0.1:9",
        ["SocialLogin__Providers__gone__ClientId"] = "the shop",
        ["SocialLogin__Providers__gone__ClientSecret"] = "secret",
        ["SocialLogin__RedirectUris__0"] = RedirectUri,
    };

    internal async Task<Begun> BeginAsync()
    {
        var answer = await Http.PostAsJsonAsync("/users/external/test", new { redirectUri = RedirectUri }).ReadAsync(HttpStatusCode.OK);
        var url = new Uri(answer.Text("authorizationUrl"));
        return new(url, answer.Text("ticket"), System.Web.HttpUtility.ParseQueryString(url.Query)["state"]!);
    }

    internal Task<HttpResponseMessage> CompleteAsync(Begun begun, string code, string? state = null)
        => Http.PostAsJsonAsync("/users/external/test/complete", new { ticket = begun.Ticket, state = state ?? begun.State, code });

    /// <summary>All of it, as a browser goes through it.</summary>
    internal async Task<HttpResponseMessage> SignInAsync(object person)
    {
        var begun = await BeginAsync();
        return await CompleteAsync(begun, Provider.Grant(begun.AuthorizationUrl, person));
    }
}

internal sealed record Begun(Uri AuthorizationUrl, string Ticket, string State);
