using Ecommerce.PaymentService.Domain;

namespace Ecommerce.PaymentService.Infrastructure.Providers;

/// <summary>How a provider formats and signs its webhooks.</summary>
internal interface IProviderWebhooks
{
    string SignatureHeader { get; }

    /// <summary>A signature with any of them is valid: there are two while the secret is rotated.</summary>
    IReadOnlyList<string> Secrets { get; }

    /// <returns>Null where the payload is not an event.</returns>
    ProviderEvent? Parse(ReadOnlyMemory<byte> payload);
}

/// <param name="Id">The provider's id, the same at each delivery of the event.</param>
/// <param name="Update">What it says about a payment; null where events of its type have no effect here.</param>
internal sealed record ProviderEvent(string Id, string Type, PaymentUpdate? Update);

/// <param name="RefundId">Null for an update of the capture.</param>
internal sealed record PaymentUpdate(Guid OrderId, Guid? RefundId, ProviderResult Result);
