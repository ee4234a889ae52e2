using System.Net;
using System.Text;
using Ecommerce.PaymentService.Infrastructure.Providers;
using Ecommerce.PaymentService.Infrastructure.Stripe;

namespace Ecommerce.PaymentService.Tests.Stripe;

public sealed class StripeReplyTests
{
    private const string Quoting = """
        {"error":{"type":"TYPE","code":"CODE","message":"No card 4242424242424242 of ada@shop.example, nor key sk_test_1"}}
        """;

    [Theory]
    [InlineData(500, "api_error")]
    [InlineData(503, "api_error")]
    [InlineData(409, "invalid_request_error")]
    [InlineData(429, "rate_limit_error")]
    [InlineData(401, "invalid_request_error")]
    [InlineData(400, "idempotency_error")]
    [InlineData(200, null, "<html>4242424242424242</html>")]
    [InlineData(200, null, "null")]
    [InlineData(200, null, "[]")]
    [InlineData(502, null, "<html>4242424242424242</html>")]
    [InlineData(402, null, "[\"4242424242424242\"]")]
    [InlineData(402, null, "{\"error\":null}")]
    public async Task Inconclusive_error_is_sent_once_and_reported_without_quoted_data(int status, string? type, string body = Quoting)
    {
        using var stripe = new Answering((HttpStatusCode)status, body.Replace("TYPE", type, StringComparison.Ordinal));
        var failure = await Assert.ThrowsAsync<ProviderUnavailableException>(stripe.AskAsync);

        Assert.Equal(["key-1"], stripe.Keys);
        foreach (var secret in new[] { "4242", "ada@", "sk_test" })
            Assert.DoesNotContain(secret, failure.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Unanswered_request_is_sent_once()
    {
        using var stripe = new Answering(failure: new HttpRequestException("nobody is there"));
        await Assert.ThrowsAsync<ProviderUnavailableException>(stripe.AskAsync);

        Assert.Equal(["key-1"], stripe.Keys);
    }

    [Theory]
    [InlineData(402, "card_error", "card_declined", "card-declined")]
    [InlineData(402, "card_error", "insufficient_funds", "insufficient-funds")]
    [InlineData(400, "invalid_request_error", "amount_too_small", "amount-not-accepted")]
    public async Task Definitive_error_is_a_refusal(int status, string type, string code, string reason)
    {
        using var stripe = new Answering(
            (HttpStatusCode)status,
            Quoting.Replace("TYPE", type, StringComparison.Ordinal).Replace("CODE", code, StringComparison.Ordinal));
        var (value, error) = await stripe.AskAsync();

        Assert.Null(value);
        Assert.Equal(reason, StripeMapping.ToReason(error!));
    }

    private sealed class Answering(
        HttpStatusCode status = HttpStatusCode.OK, string body = "", Exception? failure = null) : HttpMessageHandler
    {
        public List<string> Keys { get; } = [];

        public async Task<StripeReply<global::Stripe.Customer>> AskAsync()
        {
            using var http = new HttpClient(this, disposeHandler: false);
            var client = StripeClientFactory.Create(http, new StripeOptions { SecretKey = "sk_test_1" });
            return await client.V1.Customers.CreateAsync(new(), StripeClientFactory.WithKey("key-1")).ReplyAsync(default);
        }

        protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            Keys.AddRange(request.Headers.GetValues("Idempotency-Key"));
            return failure is null
                ? Task.FromResult(new HttpResponseMessage(status) { Content = new StringContent(body, Encoding.UTF8, "application/json") })
                : Task.FromException<HttpResponseMessage>(failure);
        }
    }
}
