using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Ecommerce.Testing;

namespace Ecommerce.UserService.Tests.Api;

/// <summary>The service as its callers see it.</summary>
internal static class UsersApi
{
    public const string Password = "correct horse 9";

    public static string NewEmail() => $"{Guid.CreateVersion7():N}@shop.example";

    public static Task<HttpResponseMessage> RegisterAsync(this HttpClient http, object body) => http.PostAsJsonAsync("/users", body);

    public static async Task<string> RegisterAsync(this HttpClient http, string email)
        => (await http.RegisterAsync(new { email, password = Password, name = "Ada" }).ReadAsync(HttpStatusCode.Created)).Text("id");

    /// <param name="from">The network of the caller.</param>
    public static Task<HttpResponseMessage> RegisterAsync(this HttpClient http, string email, string from)
        => http.CallAsync(HttpMethod.Post, "/users", new { email, password = Password, name = "Ada" }, from: from);

    public static Task<HttpResponseMessage> TryLoginAsync(this HttpClient http, string email, string password)
        => http.PostAsJsonAsync("/users/login", new { email, password });

    public static async Task<Tokens> LoginAsync(this HttpClient http, string email, string password = Password)
        => Tokens.Of(await http.TryLoginAsync(email, password).ReadAsync(HttpStatusCode.OK));

    /// <summary>A new account, signed in.</summary>
    public static async Task<Tokens> NewSessionAsync(this HttpClient http) => (await http.NewPersonAsync()).Tokens;

    /// <summary>A new account, signed in, with what is known of it.</summary>
    public static async Task<Person> NewPersonAsync(this HttpClient http)
    {
        var email = NewEmail();
        var id = await http.RegisterAsync(email);
        return new(Guid.Parse(id), email, await http.LoginAsync(email));
    }

    /// <summary>A guest, with what is known of it.</summary>
    /// <param name="from">The network of the caller.</param>
    public static async Task<Person> NewGuestAsync(this HttpClient http, string email, string? from = null)
    {
        var answer = http.CallAsync(HttpMethod.Post, "/users/guests", new { email, name = "Ada" }, from: from);
        var tokens = Tokens.Of(await answer.ReadAsync(HttpStatusCode.Created));
        var account = await http.GetAsync("/users/me", tokens.Access).ReadAsync(HttpStatusCode.OK);
        return new(Guid.Parse(account.Text("id")), email, tokens);
    }

    public static Task<HttpResponseMessage> TryRefreshAsync(this HttpClient http, string refreshToken)
        => http.PostAsJsonAsync("/users/refresh", new { refreshToken });

    public static async Task<Tokens> RefreshAsync(this HttpClient http, string refreshToken)
        => Tokens.Of(await http.TryRefreshAsync(refreshToken).ReadAsync(HttpStatusCode.OK));

    public static Task<HttpResponseMessage> GetAsync(this HttpClient http, string path, string accessToken)
        => http.CallAsync(HttpMethod.Get, path, accessToken: accessToken);

    /// <summary>Any call.</summary>
    /// <param name="from">The address that the gateway says it comes from.</param>
    public static async Task<HttpResponseMessage> CallAsync(
        this HttpClient http, HttpMethod method, string path, object? body = null, string? accessToken = null, string? from = null,
        string? userAgent = null)
    {
        using var request = new HttpRequestMessage(method, path);
        if (accessToken is not null)
            request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", accessToken);
        if (body is not null)
            request.Content = JsonContent.Create(body);
        if (from is not null)
            TestProxy.AddTo(request, from);
        if (userAgent is not null)
            request.Headers.TryAddWithoutValidation("User-Agent", userAgent);
        return await http.SendAsync(request);
    }

    /// <summary>A call as <see cref="CallAsync"/> that answers nothing but its status.</summary>
    public static async Task<HttpStatusCode> StatusAsync(this Task<HttpResponseMessage> answer)
    {
        using var response = await answer;
        return response.StatusCode;
    }
}

internal sealed record Tokens(string Access, string Refresh)
{
    public static Tokens Of(JsonNode answer) => new(answer.Text("accessToken"), answer.Text("refreshToken"));
}

internal sealed record Person(Guid Id, string Email, Tokens Tokens)
{
    public string Access => Tokens.Access;
}
