namespace Ecommerce.UserService.Addresses;

/// <summary>Where a person has things sent to.</summary>
internal sealed record Address
{
    public required Guid Id { get; init; }
    public required string Name { get; init; }
    public required string Street { get; init; }
    public required string City { get; init; }
    public required string PostalCode { get; init; }

    /// <summary>ISO 3166, two letters.</summary>
    public required string Country { get; init; }

    public required bool IsDefault { get; init; }
    public required DateTimeOffset CreatedAt { get; init; }
}

/// <param name="Next">Always null: there are never more than one page holds.</param>
internal sealed record AddressList(IReadOnlyList<Address> Items, string? Next);
