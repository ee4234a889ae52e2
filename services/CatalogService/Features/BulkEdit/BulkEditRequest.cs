namespace Ecommerce.CatalogService.Features.BulkEdit;

/// <summary>Exactly one change for many products.</summary>
internal sealed record BulkEditRequest
{
    public IReadOnlyList<Guid>? Ids { get; init; }
    public decimal? PricePercent { get; init; }
    public string? Category { get; init; }
    public bool? Published { get; init; }
}

/// <param name="Changed">How many products differ now; one that was so already does not.</param>
internal sealed record BulkEditResponse(int Changed, IReadOnlyList<BulkEditFailure> Failed);

/// <param name="Title">Why.</param>
internal sealed record BulkEditFailure(Guid Id, string Title);

/// <summary>What became of a product, as it is kept for a repetition.</summary>
internal sealed record BulkOutcome(bool Changed, string? Failure);
