using System.Runtime.CompilerServices;
using System.Security.Cryptography;
using Ecommerce.Contracts;
using Ecommerce.PaymentService.Domain;
using Ecommerce.PaymentService.Infrastructure.Providers;
using Microsoft.Extensions.Options;
using Npgsql;

namespace Ecommerce.PaymentService.Infrastructure.Simulated;

/// <summary>A provider for development and tests: the card number decides the outcome.</summary>
internal sealed class SimulatedProvider(SimulatedStore store, TimeProvider timeProvider, IOptions<SimulatedProviderOptions> options)
    : IPaymentProvider
{
    public const string ProviderName = "simulated";

    public string Name => ProviderName;

    public TimeSpan KeyLifetime => TimeSpan.MaxValue;

    public bool AcceptsCards => true;

    public async Task<ProviderMethod> AddMethodAsync(Guid owner, MethodSource source, CancellationToken cancellationToken)
    {
        var card = source.Card ?? throw new MethodRefusedException("unknown-token");
        var method = new ProviderMethod(
            NewId("tok", 32), CardNumber.Brand(card.Number), card.Number[^4..], card.ExpiryMonth, card.ExpiryYear);
        await store.AddMethodAsync(owner, method, TestCards.Of(card.Number), cancellationToken);
        return method;
    }

    public Task DetachMethodAsync(Guid owner, string token, CancellationToken cancellationToken)
        => CallAsync(async () =>
        {
            await store.DetachMethodAsync(owner, token, cancellationToken);
            return true;
        });

    public Task<ProviderResult> CaptureAsync(Capture capture, CancellationToken cancellationToken)
        => CallAsync(async () =>
        {
            var found = await store.FindCaseAsync(capture.Owner, capture.Token, cancellationToken);
            var card = found is null ? (CardCase?)null : Enum.Parse<CardCase>(found);
            if (card is CardCase.Timeout)
                await HangAsync(cancellationToken);
            var now = timeProvider.GetUtcNow();
            var row = await store.RecordAsync(
                Call(capture, card is { } knownCard ? knownCard.Refusal() : "unknown-token", SettlesAt(card, now), now),
                row => SimulatedEvents.Of(card, row, now),
                cancellationToken);
            if (card is CardCase.CapturedAfterTimeout && row.IsNew)
                await HangAsync(cancellationToken);
            return row.ResultAt(now);
        });

    public Task<ProviderResult> VoidAsync(Capture capture, string? reference, CancellationToken cancellationToken)
        => CallAsync(async () =>
        {
            var now = timeProvider.GetUtcNow();
            var call = new
            {
                capture.Key, capture.OrderId, reference = NewId("sim", 24), reason = FailureReasons.OrderCancelled,
                capture.Amount.Amount, capture.Amount.Currency, now,
            };
            return (await store.VoidAsync(call, now, cancellationToken)).ResultAt(now);
        });

    public Task<ProviderResult> RefundAsync(RefundCall refund, string? reference, CancellationToken cancellationToken)
        => CallAsync(async () =>
        {
            var call = new
            {
                refund.Key, refund.OrderId, capture = refund.CaptureReference, reference = NewId("sim", 24), refusal = (string?)null,
                refund.Amount.Amount, refund.Amount.Currency, now = timeProvider.GetUtcNow(), settlesAt = (DateTimeOffset?)null,
            };
            return ProviderResult.Succeeded((await store.RecordAsync(call, _ => [], cancellationToken)).Reference);
        });

    public Task<ProviderRecord?> FindAsync(Guid orderId, Guid owner, string? reference, CancellationToken cancellationToken)
        => CallAsync(async () => (await store.FindAsync(orderId, cancellationToken))?.RecordAt(timeProvider.GetUtcNow()));

    public async IAsyncEnumerable<ProviderRecord> ListAsync(
        DateTimeOffset from, DateTimeOffset to, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        foreach (var row in await CallAsync(() => store.ListAsync(from, to, cancellationToken)))
            yield return row.RecordAt(timeProvider.GetUtcNow());
    }

    private static object Call(Capture capture, string? refusal, DateTimeOffset? settlesAt, DateTimeOffset now) => new
    {
        capture.Key, capture.OrderId, capture = (string?)null, reference = NewId("sim", 24), refusal,
        capture.Amount.Amount, capture.Amount.Currency, now, settlesAt,
    };

    private DateTimeOffset? SettlesAt(CardCase? card, DateTimeOffset now)
        => card?.IsDecidedLater() == true ? now + options.Value.WebhookDelay : null;

    private static string NewId(string kind, int digits) => $"{kind}_{RandomNumberGenerator.GetHexString(digits, lowercase: true)}";

    private Task HangAsync(CancellationToken cancellationToken) => Task.Delay(Timeout.InfiniteTimeSpan, timeProvider, cancellationToken);

    private static async Task<T> CallAsync<T>(Func<Task<T>> call)
    {
        try
        {
            return await call();
        }
        catch (NpgsqlException exception)
        {
            throw new ProviderUnavailableException("The simulated provider does not answer.", exception);
        }
    }
}
