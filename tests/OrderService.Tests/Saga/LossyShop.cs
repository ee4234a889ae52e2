using Ecommerce.Contracts;
using Ecommerce.OrderService.Orders;
using Ecommerce.OrderService.Saga;

namespace Ecommerce.OrderService.Tests.Saga;

/// <summary>
/// One order, a catalogue and a payment service as docs/saga.md describes them, and a broker that may lose or repeat whatever it holds.
/// </summary>
internal sealed class LossyShop
{
    private readonly Queue<object> questions = new();
    private readonly Queue<object> answers = new();
    private readonly HashSet<Guid> refundIds = [];
    private DateTimeOffset now = Some.Start;

    public LossyShop(bool inStock, bool cardIsGood, Order? draft = null)
    {
        (InStock, CardIsGood, Order) = (inStock, cardIsGood, draft ?? Some.Draft());
        Take(OrderSaga.Place(Order, Clock));
    }

    public Order Order { get; private set; }
    public bool InStock { get; }
    public bool CardIsGood { get; }
    public string Stock { get; private set; } = "none";
    public string Payment { get; private set; } = "none";
    public decimal Captured { get; private set; }
    public decimal GivenBack { get; private set; }
    public int Captures { get; private set; }
    public Dictionary<Guid, int> OnShelfAgain { get; } = [];

    public bool AtRest => questions.Count == 0 && answers.Count == 0 && Order.AskAt is null;

    public SagaClock Clock => new(now, Some.Options);

    public void Take(Decision? decision)
    {
        if (decision is null)
            return;
        Order = decision.Order;
        decision.Events.ForEach(questions.Enqueue);
    }

    public void LoseEverything()
    {
        questions.Clear();
        answers.Clear();
    }

    public void DeliverQuestion(bool again = false)
    {
        if (!questions.TryPeek(out var question))
            return;
        Answer(question);
        if (!again)
            questions.Dequeue();
    }

    public void DeliverAnswer(bool again = false)
    {
        if (!answers.TryPeek(out var answer))
            return;
        Take(answer switch
        {
            StockReserved m => OrderSaga.On(Order, m, Clock),
            StockReservationFailed m => OrderSaga.On(Order, m, Clock),
            StockCommitted m => OrderSaga.On(Order, m, Clock),
            StockReturned m => OrderSaga.On(Order, m, Clock),
            StockReleased m => OrderSaga.On(Order, m, Clock),
            PaymentCaptured m => OrderSaga.On(Order, m, Clock),
            PaymentFailed m => OrderSaga.On(Order, m, Clock),
            PaymentRefunded m => OrderSaga.On(Order, m, Clock),
            _ => throw new InvalidOperationException(),
        });
        if (!again)
            answers.Dequeue();
    }

    public void WaitForNextAsk()
    {
        if (Order.AskAt is { } at && at > now)
            now = at;
        Take(OrderSaga.WaitIsOver(Order, Clock));
    }

    private void Answer(object question)
    {
        switch (question)
        {
            case OrderPlaced:
                Stock = Stock is "none" ? InStock ? "held" : "refused" : Stock;
                answers.Enqueue(Stock switch
                {
                    "refused" => new StockReservationFailed(Order.Id, []),
                    "released" => new StockReleased(Order.Id),
                    _ => new StockReserved(Order.Id, now),
                });
                break;
            case OrderConfirmed:
                Stock = Stock is "held" ? "sold" : Stock;
                answers.Enqueue(new StockCommitted(Order.Id));
                break;
            case PaymentRequested asked:
                Capture(asked.Amount.Amount);
                break;
            case RefundRequested refund:
                Refund(refund.RefundId, refund.Amount.Amount);
                break;
            case ReturnReceived back:
                OnShelfAgain[back.ReturnId] = back.Lines.Sum(line => line.Quantity);
                answers.Enqueue(new StockReturned(Order.Id, back.ReturnId));
                break;
            case OrderCancelled:
                Stock = "released";
                answers.Enqueue(new StockReleased(Order.Id));
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

        answers.Enqueue(Payment is "captured"
            ? new PaymentCaptured(Order.Id, Order.Id, Order.Total, now)
            : new PaymentFailed(Order.Id, Order.Id, "refused", now));
    }

    private void CancelPayment()
    {
        if (Payment is not "captured")
        {
            Payment = "failed";
            answers.Enqueue(new PaymentFailed(Order.Id, Order.Id, "order-cancelled", now));
        }
        else
            Refund(Order.Id, Captured - GivenBack, all: true);
    }

    private void Refund(Guid id, decimal amount, bool all = false)
    {
        if (!refundIds.Contains(id) && amount > 0 && amount <= Captured - GivenBack)
        {
            refundIds.Add(id);
            refunds.Add((id, amount));
            GivenBack += amount;
        }

        foreach (var (refundId, refunded) in refunds.Where(refund => all || refund.Id == id))
            answers.Enqueue(new PaymentRefunded(Order.Id, Order.Id, refundId, new(refunded, "EUR"), now));
    }

    private readonly List<(Guid Id, decimal Amount)> refunds = [];
}
