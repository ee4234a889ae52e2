using System.Runtime.CompilerServices;
using System.Security.Cryptography;
using Ecommerce.Contracts;
using Ecommerce.PaymentService.Payments;
using Microsoft.Extensions.Options;
using Npgsql;

namespace Ecommerce.PaymentService.Provider.Simulated;

/// <summary>A provider for development and tests, in which the card decides what happens.</summary>
internal sealed class SimulatedProvider(SimulatedBooks books, TimeProvider time, IOptions<SimulatedProviderOptions> options) : IPaymentProvider
{
    public const string ProviderName = "simulated";

    public string Name => ProviderName;

    public TimeSpan KeyLifetime => TimeSpan.MaxValue;

    public bool TakesCards => true;

    public async Task<ProviderMethod> AddMethodAsync(Guid owner, MethodSource source, CancellationToken cancellationToken)
    {
        var card = source.Card ?? throw new MethodRefusedException("unknown-token");
        var method = new ProviderMethod(NewName("tok", 32), CardNumber.Brand(card.Number), card.Number[^4..], card.ExpiryMonth, card.ExpiryYear);
        await books.AddMethodAsync(owner, method, TestCards.Of(card.Number), cancellationToken);
        return method;
    }

    public Task ForgetMethodAsync(Guid owner, string token, CancellationToken cancellationToken)
        => AnswerAsync(async () =>
        {
            await books.ForgetMethodAsync(owner, token, cancellationToken);
            return true;
        });

    public Task<ProviderAnswer> CaptureAsync(Capture capture, CancellationToken cancellationToken)
        => AnswerAsync(async () =>
        {
            var found = await books.FindCaseAsync(capture.Owner, capture.Token, cancellationToken);
            var card = found is null ? (CardCase?)null : Enum.Parse<CardCase>(found);
            if (card is CardCase.Timeout)
                await NeverAsync(cancellationToken);
            var now = time.GetUtcNow();
            var row = await books.RecordAsync(
                Call(capture, card is { } known ? known.Refusal() : "unknown-token", SettlesAt(card, now), now),
                row => SimulatedEvents.Of(card, row, now),
                cancellationToken);
            if (card is CardCase.CapturedAfterTimeout && row.IsNew)
                await NeverAsync(cancellationToken);
            return row.AnswerAt(now);
        });

    public Task<ProviderAnswer> VoidAsync(Capture capture, string? reference, CancellationToken cancellationToken)
        => AnswerAsync(async () =>
        {
            var now = time.GetUtcNow();
            var call = new
            {
                capture.Key, capture.OrderId, reference = NewName("sim", 24), reason = FailureReasons.OrderCancelled,
                capture.Amount.Amount, capture.Amount.Currency, now,
            };
            return (await books.VoidAsync(call, now, cancellationToken)).AnswerAt(now);
        });

    public Task<ProviderAnswer> RefundAsync(RefundCall refund, string? reference, CancellationToken cancellationToken)
        => AnswerAsync(async () =>
        {
            var call = new
            {
                refund.Key, refund.OrderId, capture = refund.CaptureReference, reference = NewName("sim", 24), refusal = (string?)null,
                refund.Amount.Amount, refund.Amount.Currency, now = time.GetUtcNow(), settlesAt = (DateTimeOffset?)null,
            };
            return ProviderAnswer.Done((await books.RecordAsync(call, _ => [], cancellationToken)).Reference);
        });

    public Task<ProviderRecord?> FindAsync(Guid orderId, Guid owner, string? reference, CancellationToken cancellationToken)
        => AnswerAsync(async () => (await books.FindAsync(orderId, cancellationToken))?.RecordAt(time.GetUtcNow()));

    public async IAsyncEnumerable<ProviderRecord> ListAsync(
        DateTimeOffset from, DateTimeOffset to, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        foreach (var row in await AnswerAsync(() => books.ListAsync(from, to, cancellationToken)))
            yield return row.RecordAt(time.GetUtcNow());
    }

    private static object Call(Capture capture, string? refusal, DateTimeOffset? settlesAt, DateTimeOffset now) => new
    {
        capture.Key, capture.OrderId, capture = (string?)null, reference = NewName("sim", 24), refusal,
        capture.Amount.Amount, capture.Amount.Currency, now, settlesAt,
    };

    private DateTimeOffset? SettlesAt(CardCase? card, DateTimeOffset now) => card?.IsDecidedLater() == true ? now + options.Value.WebhookDelay : null;

    private static string NewName(string kind, int digits) => $"{kind}_{RandomNumberGenerator.GetHexString(digits, lowercase: true)}";

    private Task NeverAsync(CancellationToken cancellationToken) => Task.Delay(Timeout.InfiniteTimeSpan, time, cancellationToken);

    private static async Task<T> AnswerAsync<T>(Func<Task<T>> call)
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
