using Ecommerce.PaymentService.Provider;

namespace Ecommerce.PaymentService.Webhooks;

/// <summary>How a provider writes and signs what it tells.</summary>
internal interface IProviderWebhooks
{
    string SignatureHeader { get; }

    /// <summary>Any of them may sign: two, while the provider changes from one to the other.</summary>
    IReadOnlyList<string> Secrets { get; }

    /// <summary>Null: this is no event.</summary>
    ProviderEvent? Read(ReadOnlyMemory<byte> payload);
}

/// <param name="Id">The provider's: the same however often it sends the event.</param>
/// <param name="Report">What it says of a payment; null where nothing here acts on such events.</param>
internal sealed record ProviderEvent(string Id, string Type, ProviderReport? Report);

/// <param name="RefundId">Null where it is about the capture.</param>
internal sealed record ProviderReport(Guid OrderId, Guid? RefundId, ProviderAnswer Answer);
