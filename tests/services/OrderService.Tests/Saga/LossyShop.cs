using Ecommerce.Contracts;
using Ecommerce.OrderService.Domain.Orders;
using Ecommerce.OrderService.Domain.Saga;

namespace Ecommerce.OrderService.Tests.Saga;

/// <summary>
/// One order, a catalogue and a payment service as docs/saga.md describes them, and a broker that may lose or repeat whatever it holds.
/// </summary>
internal sealed class LossyShop
{
    private readonly Queue<object> requests = new();
    private readonly Queue<object> replies = new();
    private readonly HashSet<Guid> refundIds = [];
    private DateTimeOffset now = TestOrders.Start;

    public LossyShop(bool inStock, bool cardIsGood, Order? draft = null)
    {
        (InStock, CardIsGood, Order) = (inStock, cardIsGood, draft ?? TestOrders.Draft());
        Apply(OrderSaga.Place(Order, Context));
    }

    public Order Order { get; private set; }
    public bool InStock { get; }
    public bool CardIsGood { get; }
    public string Stock { get; private set; } = "none";
    public string Payment { get; private set; } = "none";
    public decimal Captured { get; private set; }
    public decimal Refunded { get; private set; }
    public int Captures { get; private set; }
    public Dictionary<Guid, int> Restocked { get; } = [];

    public bool IsAtRest => requests.Count == 0 && replies.Count == 0 && Order.NextRetryAt is null;

    public SagaContext Context => new(now, TestOrders.Policy);

    public void Apply(Decision? decision)
    {
        if (decision is null)
            return;
        Order = decision.Order;
        decision.Events.ForEach(requests.Enqueue);
    }

    public void LoseMessages()
    {
        requests.Clear();
        replies.Clear();
    }

    public void DeliverRequest(bool again = false)
    {
        if (!requests.TryPeek(out var request))
            return;
        Handle(request);
        if (!again)
            requests.Dequeue();
    }

    public void DeliverReply(bool again = false)
    {
        if (!replies.TryPeek(out var reply))
            return;
        Apply(reply switch
        {
            StockReserved m => OrderSaga.On(Order, m, Context),
            StockReservationFailed m => OrderSaga.On(Order, m, Context),
            StockCommitted m => OrderSaga.On(Order, m, Context),
            StockReturned m => OrderSaga.On(Order, m, Context),
            StockReleased m => OrderSaga.On(Order, m, Context),
            PaymentCaptured m => OrderSaga.On(Order, m, Context),
            PaymentFailed m => OrderSaga.On(Order, m, Context),
            PaymentRefunded m => OrderSaga.On(Order, m, Context),
            _ => throw new InvalidOperationException(),
        });
        if (!again)
            replies.Dequeue();
    }

    public void AdvanceToNextRetry()
    {
        if (Order.NextRetryAt is { } at && at > now)
            now = at;
        Apply(OrderSaga.OnTimeout(Order, Context));
    }

    private void Handle(object request)
    {
        switch (request)
        {
            case OrderPlaced:
                Stock = Stock is "none" ? InStock ? "held" : "refused" : Stock;
                replies.Enqueue(Stock switch
                {
                    "refused" => new StockReservationFailed(Order.Id, []),
                    "released" => new StockReleased(Order.Id),
                    _ => new StockReserved(Order.Id, now),
                });
                break;
            case OrderConfirmed:
                Stock = Stock is "held" ? "sold" : Stock;
                replies.Enqueue(new StockCommitted(Order.Id));
                break;
            case PaymentRequested asked:
                Capture(asked.Amount.Amount);
                break;
            case RefundRequested refund:
                Refund(refund.RefundId, refund.Amount.Amount);
                break;
            case ReturnReceived back:
                Restocked[back.ReturnId] = back.Lines.Sum(line => line.Quantity);
                replies.Enqueue(new StockReturned(Order.Id, back.ReturnId));
                break;
            case OrderCancelled:
                Stock = "released";
                replies.Enqueue(new StockReleased(Order.Id));
                CancelPayment();
                break;
        }
    }

    private void Capture(decimal amount)
    {
        if (Payment is "none")
        {
            Payment = CardIsGood ? "captured" : "failed";
            if (CardIsGood)
                (Captured, Captures) = (amount, Captures + 1);
        }

        replies.Enqueue(Payment is "captured"
            ? new PaymentCaptured(Order.Id, Order.Id, Order.Total, now)
            : new PaymentFailed(Order.Id, Order.Id, "refused", now));
    }

    private void CancelPayment()
    {
        if (Payment is not "captured")
        {
            Payment = "failed";
            replies.Enqueue(new PaymentFailed(Order.Id, Order.Id, "order-cancelled", now));
        }
        else
            Refund(Order.Id, Captured - Refunded, all: true);
    }

    private void Refund(Guid id, decimal amount, bool all = false)
    {
        if (!refundIds.Contains(id) && amount > 0 && amount <= Captured - Refunded)
        {
            refundIds.Add(id);
            refunds.Add((id, amount));
            Refunded += amount;
        }

        foreach (var (refundId, refunded) in refunds.Where(refund => all || refund.Id == id))
            replies.Enqueue(new PaymentRefunded(Order.Id, Order.Id, refundId, new(refunded, "EUR"), now));
    }

    private readonly List<(Guid Id, decimal Amount)> refunds = [];
}
