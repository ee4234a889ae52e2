using Ecommerce.PaymentService.Infrastructure.Postgres;
using Ecommerce.PaymentService.Infrastructure.Providers;
using Ecommerce.ServiceDefaults;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;

namespace Ecommerce.PaymentService.Features.ReceiveWebhook;

internal static class WebhookEndpoint
{
    private const int MaxBytes = 256 * 1024;

    public static RouteGroupBuilder MapWebhooks(this RouteGroupBuilder payments)
    {
        payments.MapPost("webhooks/{provider}", ReceiveAsync).WithName("ReceiveWebhook")
            .WithSummary("Takes the provider's signed notifications")
            .AllowAnonymous()
            .WithMetadata(new RequestSizeLimitAttribute(MaxBytes))
            .ProducesProblem(StatusCodes.Status400BadRequest)
            .ProducesProblem(StatusCodes.Status404NotFound)
            .ProducesProblem(StatusCodes.Status413PayloadTooLarge);
        return payments;
    }

    private static async Task<Results<Ok, ProblemHttpResult>> ReceiveAsync(
        string provider, HttpRequest request, IPaymentProvider configured, IProviderWebhooks webhooks, WebhookInbox inbox,
        TimeProvider timeProvider, CancellationToken cancellationToken)
    {
        if (provider != configured.Name)
            return Problems.NotFound("provider");
        var payload = await ReadAsync(request, cancellationToken);
        var signature = request.Headers[webhooks.SignatureHeader].ToString();
        if (!WebhookSignature.IsValid(signature, payload.Span, webhooks.Secrets, timeProvider.GetUtcNow()))
            return Problems.Problem(StatusCodes.Status400BadRequest, "bad-signature", "The signature is missing, wrong or too old.");
        if (webhooks.Parse(payload) is not { } received)
            return Problems.Problem(StatusCodes.Status400BadRequest, "not-an-event", "The body is not an event of this provider.");
        await inbox.ProcessAsync(received, cancellationToken);
        return TypedResults.Ok();
    }

    private static async Task<ReadOnlyMemory<byte>> ReadAsync(HttpRequest request, CancellationToken cancellationToken)
    {
        using var body = new MemoryStream();
        await request.Body.CopyToAsync(body, cancellationToken);
        return body.ToArray();
    }
}
