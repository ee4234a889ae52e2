using System.Text.Json.Serialization;
using Ecommerce.OrderService.Domain.Fulfilment;
using Ecommerce.OrderService.Domain.Orders;
using Ecommerce.ServiceDefaults;
using Ecommerce.Web;

namespace Ecommerce.OrderService.Features.Returns;

internal sealed record ReturnRequest(IReadOnlyList<ItemRequest>? Lines, string? Reason) : IValidated
{
    public void Check(FieldErrors errors)
    {
        errors.Check("lines", Lines is not null, "is required").CheckText("reason", Reason, 500);
        ItemRequest.CheckAll("lines", Lines, errors);
    }
}

internal sealed record RejectRequest(string? Reason) : IValidated
{
    public void Check(FieldErrors errors) => errors.CheckText("reason", Reason, 500);
}

/// <summary>One of both: what is absent never means more.</summary>
/// <param name="Lines">What is in the parcel.</param>
/// <param name="All">True: all that was announced, and all of it can be sold again.</param>
internal sealed record ReceiveRequest(
    IReadOnlyList<ReceivedItemRequest>? Lines, [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] bool? All)
    : IValidated
{
    public void Check(FieldErrors errors)
    {
        errors.Check("all", All is true || Lines is not null, "must be true where no lines are given")
            .Check("lines", Lines is null || All is not true, "must not be given together with all")
            .Check("lines", Lines is null or { Count: > 0 }, "must have at least one item");
        var skus = new HashSet<string>(StringComparer.Ordinal);
        foreach (var (i, line) in (Lines ?? []).Index())
            line.Check($"lines[{i}]", errors, isNew: line.Sku is null || skus.Add(line.Sku));
    }

    /// <summary>What is wrong with it for the return that was announced, by field.</summary>
    public FieldErrors CheckAgainst(Return announced)
    {
        var errors = new FieldErrors();
        foreach (var (i, line) in (Lines ?? []).Index())
        {
            var quantity = announced.Lines.FirstOrDefault(known => known.Sku == line.Sku)?.Quantity ?? 0;
            errors.Check($"lines[{i}].quantity", line.Quantity <= quantity, $"must be at most {quantity}, which were announced");
        }

        return errors;
    }

    /// <summary>Only after <see cref="Check"/> found nothing.</summary>
    public IReadOnlyList<ReceivedItem>? ToItems() => Lines is null ? null : [.. Lines.Select(line => line.ToItem())];
}

/// <param name="Quantity">Pieces that came, 0 for none.</param>
/// <param name="Restock">Pieces of them that can be sold again.</param>
internal sealed record ReceivedItemRequest(string? Sku, int? Quantity, int? Restock)
{
    public void Check(string path, FieldErrors errors, bool isNew) => errors
        .Check($"{path}.sku", Sku is not null, "is required")
        .Check($"{path}.sku", isNew, "is there already")
        .Check($"{path}.quantity", Quantity is >= 0, "must be 0 or more")
        .Check($"{path}.restock", Restock >= 0 && Restock <= Quantity, "must be 0 up to the quantity");

    public ReceivedItem ToItem() => new(Sku!, Quantity!.Value, Restock!.Value);
}
