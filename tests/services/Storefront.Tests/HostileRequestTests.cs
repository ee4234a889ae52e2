using System.Net;
using System.Net.Sockets;
using System.Text;

namespace Ecommerce.Storefront.Tests;

/// <summary>Requests that no browser sends: none of them is the shop's failure.</summary>
[Collection(StorefrontCollection.Name)]
public sealed class HostileRequestTests
{
    private const string Product = "0190a5a0-0000-7000-8000-000000000001";
    private const string Form = "application/x-www-form-urlencoded";

    private readonly StubGateway gateway;
    private readonly StorefrontFixture fixture;

    public HostileRequestTests(StorefrontFixture fixture)
    {
        this.fixture = fixture;
        gateway = fixture.Gateway;
        gateway.Forget();
        gateway.Answer("GET /notifications/preferences", """{ "phone": null, "items": [] }""");
        gateway.Answer("GET /carts/me", """{ "id": "me", "items": [], "total": null, "notes": [] }""");
    }

    [Fact]
    public async Task Event_id_that_is_no_ASCII_costs_nobody_the_orders()
    {
        gateway.Answer("GET /orders", """{ "items": [], "next": null }""");
        gateway.Answer($"GET /orders/{Product}/events", """{ "title": "There is no such order.", "status": 404 }""", status: 404);
        await using var shop = await fixture.StartAsync();
        using var handler = new SocketsHttpHandler { UseCookies = false, RequestHeaderEncodingSelector = (_, _) => Encoding.UTF8 };
        using var client = new HttpClient(handler) { BaseAddress = shop.Address };
        for (var i = 0; i < 5; i++)
        {
            using var request = new HttpRequestMessage(HttpMethod.Get, $"/orders/{Product}/events");
            request.Headers.TryAddWithoutValidation("Cookie", "session=x");
            request.Headers.TryAddWithoutValidation("Last-Event-ID", "é");
            request.Headers.TryAddWithoutValidation("X-Forwarded-For", "é");
            using var refused = await client.SendAsync(request);
            Assert.Equal(HttpStatusCode.NotFound, refused.StatusCode);
        }

        using var orders = new HttpRequestMessage(HttpMethod.Get, "/orders");
        orders.Headers.Add("Cookie", "session=x");
        using var answer = await client.SendAsync(orders);
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
    }

    [Theory]
    [InlineData("/login")]
    [InlineData("/register")]
    [InlineData("/checkout")]
    [InlineData("/checkout/payment")]
    [InlineData("/cart/items")]
    [InlineData("/account/messages")]
    [InlineData($"/products/{Product}/reviews")]
    public async Task Form_in_a_charset_that_is_not_UTF_8_is_refused(string path)
    {
        using var answer = await PostAsync(path, "a=b", $"{Form}; charset=utf-7");

        Assert.Equal(HttpStatusCode.UnsupportedMediaType, answer.StatusCode);
    }

    [Theory]
    [InlineData("/checkout")]
    [InlineData("/checkout/payment")]
    [InlineData("/account/addresses")]
    [InlineData($"/products/{Product}/reviews")]
    public async Task Form_of_which_no_field_came_is_refused_with_a_page(string path)
    {
        using var answer = await PostAsync(path, "x=y", Form);

        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        Assert.Contains("<h1>", await answer.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        Assert.DoesNotContain(gateway.Asked, call => call.StartsWith("POST", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Form_with_more_fields_than_one_has_is_refused_with_a_page()
    {
        var fields = string.Join('&', Enumerable.Range(0, 1100).Select(number => $"k{number}=v"));

        using var answer = await PostAsync("/account/messages", fields, Form);

        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        Assert.Contains("<h1>", await answer.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("session=a%0Ab")]
    [InlineData("session=a%00b")]
    [InlineData("session=%C3%A4")]
    [InlineData("session=e30.eyJzdWIiOiJcdWQ4MDAifQ.AAAA")]
    [InlineData("session=e30.eyJzdWIiOiL_In0.AAAA")]
    [InlineData("cart=..%2F..%2Fproducts%3Flimit%3D1")]
    [InlineData("group=%0D%0A")]
    [InlineData("pieces=-1; seen=zz.%00")]
    public async Task Cookie_that_somebody_has_changed_is_none(string cookie)
    {
        foreach (var path in (string[])["/cart", "/login"])
        {
            using var answer = await SendAsync(HttpMethod.Get, path, ("Cookie", cookie));

            Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        }

        Assert.DoesNotContain(gateway.Asked, call => call.Contains("..", StringComparison.Ordinal) || call == "GET /products");
    }

    [Theory]
    [InlineData("/")]
    [InlineData("/cart")]
    [InlineData("/login")]
    [InlineData("/pages/imprint")]
    public async Task Head_is_answered_as_get_is_without_a_body(string path)
    {
        using var answer = await SendAsync(HttpMethod.Head, path);

        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.Equal("text/html", answer.Content.Headers.ContentType?.MediaType);
        Assert.Empty(await answer.Content.ReadAsByteArrayAsync());
    }

    [Fact]
    public async Task Head_of_no_page_is_a_404()
    {
        using var answer = await SendAsync(HttpMethod.Head, "/no-such-page");

        Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode);
    }

    [Fact]
    public async Task Request_without_a_host_is_refused()
    {
        using var client = new TcpClient();
        await client.ConnectAsync(fixture.Address.Host, fixture.Address.Port);
        await client.GetStream().WriteAsync("GET / HTTP/1.0\r\n\r\n"u8.ToArray());

        using var reader = new StreamReader(client.GetStream(), Encoding.ASCII);

        Assert.StartsWith("HTTP/1.1 400", await reader.ReadLineAsync(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(409, true)]
    [InlineData(422, true)]
    [InlineData(503, true)]
    [InlineData(404, false)]
    public async Task Sign_in_succeeds_whatever_comes_of_the_cart(int status, bool isKept)
    {
        gateway.Answer(
            "POST /users/login", """{ "accessToken": "t", "tokenType": "Bearer", "expiresIn": 3600, "refreshToken": "r" }""");
        gateway.Answer("POST /carts/me/merge", """{ "title": "A cart has one currency." }""", status);
        using var request = new HttpRequestMessage(HttpMethod.Post, "/login");
        request.Headers.Add("Cookie", "cart=AAAAAAAAAAAAAAAAAAAAAA");
        request.Content = new StringContent("email=a%40example.com&password=p", Encoding.UTF8, Form);

        using var answer = await fixture.Browser.SendAsync(request);

        Assert.Equal((HttpStatusCode.Redirect, "/"), (answer.StatusCode, answer.Headers.Location?.OriginalString));
        var cookies = answer.Headers.GetValues("Set-Cookie").ToList();
        Assert.Contains(cookies, cookie => cookie.StartsWith("session=t", StringComparison.Ordinal));
        Assert.Equal(!isKept, cookies.Exists(cookie => cookie.StartsWith("cart=;", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task Renewal_cookie_from_before_a_sign_out_is_worth_nothing()
    {
        gateway.Answer(
            "POST /users/refresh", """{ "accessToken": "t2", "tokenType": "Bearer", "expiresIn": 3600, "refreshToken": "after" }""");
        gateway.Answer("POST /users/logout", "{}");
        using var renewed = await SendAsync(HttpMethod.Get, "/login", ("Cookie", "renewal=before"));
        Assert.Contains(renewed.Headers.GetValues("Set-Cookie"), cookie => cookie.StartsWith("session=t2", StringComparison.Ordinal));
        using var signedOut = await SendAsync(HttpMethod.Post, "/logout", ("Cookie", "session=t2; renewal=after"));
        gateway.Answer("POST /users/refresh", """{ "title": "Sign in again." }""", status: 401);

        using var answer = await SendAsync(HttpMethod.Get, "/login", ("Cookie", "renewal=before"));

        Assert.DoesNotContain(answer.Headers.GetValues("Set-Cookie"), cookie => cookie.StartsWith("session=t", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Page_that_sets_a_cookie_is_kept_by_no_shared_cache()
    {
        using var answer = await SendAsync(HttpMethod.Get, "/cart");

        if (answer.Headers.TryGetValues("Set-Cookie", out _))
            Assert.True(answer.Headers.CacheControl is { Private: true } or { NoStore: true });
        Assert.NotEqual(true, answer.Headers.CacheControl?.Public);
    }

    private Task<HttpResponseMessage> PostAsync(string path, string body, string type)
    {
        var request = new HttpRequestMessage(HttpMethod.Post, path) { Content = new ByteArrayContent(Encoding.ASCII.GetBytes(body)) };
        request.Content.Headers.TryAddWithoutValidation("Content-Type", type);
        request.Headers.Add("Accept", "text/html");
        request.Headers.Add("Cookie", "session=a-token");
        return fixture.Browser.SendAsync(request);
    }

    private Task<HttpResponseMessage> SendAsync(HttpMethod method, string path, params (string Name, string Value)[] headers)
    {
        var request = new HttpRequestMessage(method, path);
        foreach (var (name, value) in headers)
            request.Headers.TryAddWithoutValidation(name, value);
        return fixture.Browser.SendAsync(request);
    }
}
