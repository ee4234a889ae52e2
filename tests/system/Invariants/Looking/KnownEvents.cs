namespace Ecommerce.Invariants.Looking;

/// <summary>The ids of the events that were seen in outboxes lately.</summary>
internal sealed class KnownEvents
{
    private const int Most = 50_000;

    private readonly HashSet<Guid> ids = [];
    private readonly Queue<Guid> order = [];

    public bool Contains(Guid id) => ids.Contains(id);

    public void Add(Guid id)
    {
        if (!ids.Add(id)) return;
        order.Enqueue(id);
        if (order.Count > Most) ids.Remove(order.Dequeue());
    }

    public void Forget()
    {
        ids.Clear();
        order.Clear();
    }
}
