using System.Net;
using System.Net.Http.Headers;
using Ecommerce.Storefront.Tests.Languages;

namespace Ecommerce.Storefront.Tests;

/// <summary>What a shopper stumbles over when pages are left, opened again, sent twice or filled in wrongly.</summary>
[Collection(StorefrontCollection.Name)]
public sealed class ShoppingTests
{
    private const string Order = """
        { "id": "0190a5a0-0000-7000-8000-00000000000a", "status": "Placed", "lines": [], "subtotal": { "amount": 10, "currency": "EUR" },
          "discount": { "amount": 0, "currency": "EUR" }, "shipping": { "amount": 0, "currency": "EUR" },
          "tax": { "amount": 0, "currency": "EUR" }, "taxIncluded": { "amount": 0, "currency": "EUR" },
          "total": { "amount": 10, "currency": "EUR" },
          "shippingAddress": { "name": "Ada", "street": "Road 1", "city": "Bonn", "postalCode": "53111", "country": "DE" },
          "history": [], "createdAt": "2026-01-01T00:00:00Z" }
        """;

    private const string Costs = """
        { "subtotal": { "amount": 10, "currency": "EUR" }, "discount": { "amount": 0, "currency": "EUR" },
          "shipping": { "amount": 0, "currency": "EUR" }, "tax": { "amount": 0, "currency": "EUR" },
          "taxIncluded": { "amount": 0, "currency": "EUR" }, "total": { "amount": 10, "currency": "EUR" } }
        """;

    private const string Cart = """
        { "id": "me", "items": [ { "sku": "TENT-2", "productId": "0190a5a0-0000-7000-8000-000000000001", "name": "Tent", "quantity": 1,
            "unitPrice": { "amount": 10, "currency": "EUR" }, "available": 3, "lineTotal": { "amount": 10, "currency": "EUR" } } ],
          "total": { "amount": 10, "currency": "EUR" }, "notes": [] }
        """;

    private const string Renewed =
        """{ "accessToken": "another-token", "tokenType": "Bearer", "expiresIn": 3600, "refreshToken": "another-renewal" }""";

    private readonly StubGateway gateway;
    private readonly HttpClient browser;

    public ShoppingTests(StorefrontFixture fixture)
    {
        (gateway, browser) = (fixture.Gateway, fixture.Browser);
        gateway.Forget();
        gateway.Answer("GET /products", """{ "items": [], "next": "page & two" }""");
        gateway.Answer("GET /categories", """[ { "name": "Camp & Hike", "slug": "camp-hike", "path": "camp-hike", "products": 30 } ]""");
        gateway.Answer("GET /carts/me", Cart);
        gateway.Answer("POST /payments/methods", """{ "token": "tok_1", "brand": "visa", "last4": "4242" }""");
        gateway.Answer("POST /orders/quote", Costs);
        gateway.Answer("POST /orders", Order, status: 202);
    }

    [Theory]
    [InlineData("/products", "/products?after=page%20%26%20two")]
    [InlineData("/categories/camp-hike", "/categories/camp-hike?after=page%20%26%20two")]
    public async Task More_leads_to_the_next_page_of_the_same_list(string page, string next)
    {
        var shown = WebUtility.HtmlDecode(await browser.GetStringAsync(page));

        Assert.Contains($"rel=\"next\" href=\"{next}\"", shown, StringComparison.Ordinal);

        using var answer = await browser.GetAsync(next);

        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.Contains("after=page%20%26%20two", gateway.Calls("GET /products")[^1].Query, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("/categories/anything")]
    [InlineData("/?category=anything")]
    public async Task Unknown_category_returns_a_404_page(string page)
    {
        using var answer = await GetAsync(page);

        await IsPageAsync(answer, HttpStatusCode.NotFound, "There is no such page.");
        Assert.DoesNotContain(
            HtmlTexts.Of(await answer.Content.ReadAsStringAsync()), text => text.Contains("anything", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("/search?q=tent")]
    [InlineData("/login")]
    [InlineData("/no-such-page")]
    [InlineData("/style.css")]
    public async Task Every_response_has_strict_security_headers(string path)
    {
        using var answer = await GetAsync(path);

        var policy = Assert.Single(answer.Headers.GetValues("Content-Security-Policy"));
        Assert.Contains("default-src 'none'", policy, StringComparison.Ordinal);
        Assert.Contains("frame-ancestors 'none'", policy, StringComparison.Ordinal);
        Assert.DoesNotContain("unsafe", policy, StringComparison.Ordinal);
        Assert.Equal("nosniff", Assert.Single(answer.Headers.GetValues("X-Content-Type-Options")));
        Assert.Contains("camera=()", Assert.Single(answer.Headers.GetValues("Permissions-Policy")), StringComparison.Ordinal);
        Assert.Single(answer.Headers.GetValues("Referrer-Policy"));
    }

    [Fact]
    public async Task Mail_link_page_keeps_its_stricter_referrer_policy()
    {
        using var answer = await GetAsync("/account/reset?token=t");

        Assert.Equal("no-referrer", Assert.Single(answer.Headers.GetValues("Referrer-Policy")));
    }

    [Theory]
    [InlineData("quantity=", "Quantity must be")]
    [InlineData("quantity=many", "Quantity must be")]
    [InlineData("", "Quantity is required")]
    public async Task Unreadable_form_returns_a_page_with_words(string body, string words)
    {
        using var answer = await PostAsync("/cart/items", $"sku=TENT-2&{body}");

        await IsPageAsync(answer, HttpStatusCode.BadRequest, words);
    }

    [Fact]
    public async Task Unreadable_query_returns_a_page_with_words()
    {
        using var answer = await GetAsync("/products/0190a5a0-0000-7000-8000-000000000001?stars=abc");

        await IsPageAsync(answer, HttpStatusCode.BadRequest, "Stars must be");
    }

    [Fact]
    public async Task Form_of_another_site_returns_a_page_with_words()
    {
        using var answer = await PostAsync("/logout", "", ("Sec-Fetch-Site", "cross-site"));

        await IsPageAsync(answer, HttpStatusCode.Forbidden, "came from another site");
    }

    [Theory]
    [InlineData("/cart/items", "/cart")]
    [InlineData("/cart/items/TENT-2", "/cart")]
    [InlineData("/checkout/payment", "/checkout")]
    [InlineData("/logout", "/")]
    public async Task Address_of_a_sent_form_can_be_opened_again(string path, string location)
    {
        using var answer = await GetAsync(path);

        Assert.Equal(HttpStatusCode.Redirect, answer.StatusCode);
        Assert.Equal(location, answer.Headers.Location?.OriginalString);
    }

    [Fact]
    public async Task Session_that_is_over_is_forgotten_and_the_page_is_shown_without_it()
    {
        gateway.Answer("GET /search", """{ "title": "The token is not valid." }""", status: 401);

        using var answer = await GetAsync("/categories/camp-hike?sort=price", ("Cookie", "session=an-old-token"));

        Assert.Equal(HttpStatusCode.TemporaryRedirect, answer.StatusCode);
        Assert.Equal("/categories/camp-hike?sort=price", answer.Headers.Location?.OriginalString);
        Assert.Contains(answer.Headers.GetValues("Set-Cookie"), cookie => cookie.StartsWith("session=;", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Refused_token_is_renewed_and_the_form_is_sent_again()
    {
        gateway.Answer("POST /carts/me/items", """{ "title": "The token is not valid." }""", status: 401);
        gateway.Answer("POST /users/refresh", Renewed);

        using var refused = await PostAsync("/cart/items", "sku=TENT-2&quantity=1", ("Cookie", "session=an-old-token; renewal=r1"));
        gateway.Answer("POST /carts/me/items", Cart);
        using var again = await PostAsync("/cart/items", "sku=TENT-2&quantity=1", ("Cookie", "renewal=r1"));

        Assert.Equal((HttpStatusCode.TemporaryRedirect, "/cart/items"), (refused.StatusCode, refused.Headers.Location?.OriginalString));
        Assert.DoesNotContain(refused.Headers.GetValues("Set-Cookie"), cookie => cookie.StartsWith("renewal=", StringComparison.Ordinal));
        Assert.Equal("/cart", again.Headers.Location?.OriginalString);
        Assert.Equal("Bearer another-token", gateway.Calls("POST /carts/me/items")[^1].Headers["Authorization"]);
    }

    [Fact]
    public async Task Token_that_was_new_and_is_refused_ends_the_session()
    {
        gateway.Answer("GET /products", """{ "title": "The token is not valid." }""", status: 401);
        gateway.Answer("POST /users/refresh", Renewed);

        using var answer = await GetAsync("/", ("Cookie", "renewal=r2"));

        Assert.Contains(answer.Headers.GetValues("Set-Cookie"), cookie => cookie.StartsWith("renewal=;", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Removed_line_can_be_put_back()
    {
        gateway.Answer("PUT /carts/me/items/TENT-2", "{}");
        gateway.Answer("POST /carts/me/items", "{}");

        using var removed = await PostAsync("/cart/items/TENT-2/remove", "pieces=3", ("Cookie", "session=a-token"));
        Assert.Equal("/cart?removed=TENT-2&pieces=3", removed.Headers.Location?.OriginalString);
        Assert.Equal("""{"quantity":0}""", gateway.Sent("PUT /carts/me/items/TENT-2").Body);

        using var cart = await GetAsync("/cart?removed=TENT-2&pieces=3", ("Cookie", "session=a-token"));
        Assert.Contains("Put it back", await cart.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        using var back = await PostAsync("/cart/items", "sku=TENT-2&quantity=3", ("Cookie", "session=a-token"));
        Assert.Equal("""{"sku":"TENT-2","quantity":3}""", gateway.Sent("POST /carts/me/items").Body);
    }

    [Fact]
    public async Task Header_shows_how_many_pieces_are_in_the_cart()
    {
        using var cart = await GetAsync("/cart", ("Cookie", "session=a-token"));
        var pieces = Assert.Single(cart.Headers.GetValues("Set-Cookie"), cookie => cookie.StartsWith("pieces=", StringComparison.Ordinal));

        using var elsewhere = await GetAsync("/login", ("Cookie", pieces.Split(';')[0]));

        Assert.Contains("class=\"badge\">1<", await elsewhere.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Session_lost_in_the_checkout_keeps_the_way_and_the_address()
    {
        gateway.Answer("POST /orders/quote", """{ "title": "Sign in first." }""", status: 401);
        using var lost = await PostAsync("/checkout/payment", Address);
        Assert.Equal("/login?return=%2Fcheckout", lost.Headers.Location?.OriginalString);
        var draft = Assert.Single(
            lost.Headers.GetValues("Set-Cookie"), cookie => cookie.StartsWith("checkout=", StringComparison.Ordinal)
                && !cookie.Contains("path=/de/", StringComparison.Ordinal));
        Assert.Contains("httponly", draft, StringComparison.OrdinalIgnoreCase);

        gateway.Answer("POST /orders/quote", Costs);
        using var back = await GetAsync("/checkout", ("Cookie", $"session=a-token; {draft.Split(';')[0]}"));

        var page = await back.Content.ReadAsStringAsync();
        Assert.Contains("value=\"Road 1\"", page, StringComparison.Ordinal);
        Assert.Contains("value=\"53111\"", page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Register_on_the_way_to_the_checkout_leads_there()
    {
        gateway.Answer("POST /users", "{}", status: 201);
        gateway.Answer("POST /users/login", Renewed);
        using var login = await GetAsync("/login?return=/checkout");
        Assert.Contains("/register?return=%2Fcheckout", await login.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        using var register = await GetAsync("/register?return=%2Fcheckout");
        Assert.Contains("name=\"returnTo\" value=\"/checkout\"", await register.Content.ReadAsStringAsync(), StringComparison.Ordinal);

        using var answer = await PostAsync(
            "/register", "name=Ada&email=ada%40example.com&password=correct+horse+battery&returnTo=%2Fcheckout");

        Assert.Equal("/checkout", answer.Headers.Location?.OriginalString);
    }

    [Fact]
    public async Task Refused_registration_keeps_what_was_typed_and_says_what_is_wrong_beside_the_field()
    {
        gateway.Answer(
            "POST /users", """{ "title": "The request is not valid.", "errors": { "email": [ "must be an email address" ] } }""",
            status: 400);

        using var answer = await PostAsync("/register", "name=Ada&email=ada%40nowhere&password=correct+horse+battery");

        var page = await answer.Content.ReadAsStringAsync();
        Assert.Contains("value=\"Ada\"", page, StringComparison.Ordinal);
        Assert.Contains("value=\"ada@nowhere\" aria-invalid=\"true\" aria-describedby=\"email-error\"", page, StringComparison.Ordinal);
        Assert.Contains("id=\"email-error\">Email must be an email address</span>", page, StringComparison.Ordinal);
        Assert.DoesNotContain("correct horse", page, StringComparison.Ordinal);
        Assert.DoesNotContain("role=\"alert\"", page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Refused_card_says_so_beside_its_number_and_keeps_the_address()
    {
        gateway.Answer(
            "POST /payments/methods", """{ "title": "The request is not valid.", "errors": { "number": [ "is not a card number" ] } }""",
            status: 400);

        using var answer = await BuyAsync();

        var page = await answer.Content.ReadAsStringAsync();
        Assert.Contains("id=\"number-error\">Number is not a card number</span>", page, StringComparison.Ordinal);
        Assert.Contains("value=\"Road 1\"", page, StringComparison.Ordinal);
        Assert.DoesNotContain("4242424242424242", page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Second_click_on_buy_waits_for_the_first_and_leads_to_its_order()
    {
        const string Running = """{ "type": "urn:ecommerce:problem:idempotency-in-progress", "title": "It is still running." }""";
        gateway.Answer("POST /orders", Running, status: 409);
        var second = BuyAsync();
        await Testing.Eventually.Async(() => gateway.Calls("POST /orders").Count >= 2, "it asks again");
        gateway.Answer("POST /orders", Order, status: 202);

        using var answer = await second;

        Assert.Equal("/orders/0190a5a0-0000-7000-8000-00000000000a?placed=true", answer.Headers.Location?.OriginalString);
        Assert.Single(gateway.Calls("POST /orders").Select(call => call.Headers["Idempotency-Key"]).Distinct());
        Assert.Single(gateway.Calls("POST /payments/methods"));
    }

    [Fact]
    public async Task Header_counts_nothing_once_the_cart_is_bought()
    {
        using var answer = await PostAsync(
            "/checkout", $"key={Guid.CreateVersion7()}&{Address}&number=4242424242424242&expiryMonth=12&expiryYear=2035&cvc=123"
                + "&expectedTotal=10&expectedCurrency=EUR",
            ("Cookie", "session=a-token; pieces=3"));

        Assert.Contains(answer.Headers.GetValues("Set-Cookie"), cookie => cookie.StartsWith("pieces=;", StringComparison.Ordinal));
    }

    private const string Address = "name=Ada&street=Road+1&city=Bonn&postalCode=53111&country=DE&discountCode=";

    private Task<HttpResponseMessage> BuyAsync() => PostAsync(
        "/checkout",
        $"key={Guid.CreateVersion7()}&{Address}&number=4242424242424242&expiryMonth=12&expiryYear=2035&cvc=123&expectedTotal=10"
            + "&expectedCurrency=EUR",
        ("Cookie", "session=a-token"));

    private Task<HttpResponseMessage> GetAsync(string path, params (string Name, string Value)[] headers)
        => SendAsync(HttpMethod.Get, path, content: null, headers);

    private Task<HttpResponseMessage> PostAsync(string path, string form, params (string Name, string Value)[] headers)
        => SendAsync(
            HttpMethod.Post, path, new StringContent(form, new MediaTypeHeaderValue("application/x-www-form-urlencoded")), headers);

    private async Task<HttpResponseMessage> SendAsync(
        HttpMethod method, string path, HttpContent? content, (string Name, string Value)[] headers)
    {
        using var request = new HttpRequestMessage(method, path) { Content = content };
        request.Headers.Accept.ParseAdd("text/html,application/xhtml+xml,*/*;q=0.8");
        foreach (var (name, value) in headers)
            request.Headers.Add(name, value);
        return await browser.SendAsync(request);
    }

    private static async Task IsPageAsync(HttpResponseMessage answer, HttpStatusCode status, string words)
    {
        Assert.Equal(status, answer.StatusCode);
        Assert.Equal("text/html", answer.Content.Headers.ContentType?.MediaType);
        var page = await answer.Content.ReadAsStringAsync();
        Assert.Contains("<header>", page, StringComparison.Ordinal);
        Assert.Contains(words, page, StringComparison.Ordinal);
    }
}
