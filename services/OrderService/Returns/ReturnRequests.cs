using Ecommerce.OrderService.Fulfilment;
using Ecommerce.OrderService.Orders;
using Ecommerce.ServiceDefaults;

namespace Ecommerce.OrderService.Returns;

internal sealed record ReturnRequest(IReadOnlyList<ItemRequest>? Lines, string? Reason) : IOrderRequest
{
    public void Check(FieldErrors errors)
    {
        errors.Check("lines", Lines is not null, "is required").CheckText("reason", Reason, 500);
        ItemRequest.CheckAll("lines", Lines, errors);
    }
}

internal sealed record RejectRequest(string? Reason) : IOrderRequest
{
    public void Check(FieldErrors errors) => errors.CheckText("reason", Reason, 500);
}

/// <param name="Lines">What is in the parcel; without it all that was announced.</param>
internal sealed record ReceiveRequest(IReadOnlyList<ArrivalRequest>? Lines) : IOrderRequest
{
    public void Check(FieldErrors errors)
    {
        var skus = new HashSet<string>(StringComparer.Ordinal);
        foreach (var (i, line) in (Lines ?? []).Index())
            line.Check($"lines[{i}]", errors, isNew: line.Sku is null || skus.Add(line.Sku));
    }

    /// <summary>What the announcement has to say against it, by field.</summary>
    public FieldErrors CheckAgainst(Return announced)
    {
        var errors = new FieldErrors();
        foreach (var (i, line) in (Lines ?? []).Index())
        {
            var pieces = announced.Lines.FirstOrDefault(known => known.Sku == line.Sku)?.Quantity ?? 0;
            errors.Check($"lines[{i}].quantity", line.Quantity <= pieces, $"must be at most {pieces}, which were announced");
        }

        return errors;
    }

    /// <summary>Only after <see cref="Check"/> found nothing.</summary>
    public IReadOnlyList<Arrival>? Arrivals()
        => Lines is null ? null : [.. Lines.Select(line => new Arrival(line.Sku!, line.Quantity!.Value, line.Restock ?? line.Quantity.Value))];
}

/// <param name="Quantity">Pieces that came, 0 for none.</param>
/// <param name="Restock">Pieces of them that can be sold again; all of them where it is absent.</param>
internal sealed record ArrivalRequest(string? Sku, int? Quantity, int? Restock)
{
    public void Check(string path, FieldErrors errors, bool isNew) => errors
        .Check($"{path}.sku", Sku is not null, "is required")
        .Check($"{path}.sku", isNew, "is there already")
        .Check($"{path}.quantity", Quantity is >= 0, "must be 0 or more")
        .Check($"{path}.restock", Restock is null || (Restock >= 0 && Restock <= Quantity), "must be 0 up to the quantity");
}
