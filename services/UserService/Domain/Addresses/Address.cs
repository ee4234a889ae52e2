namespace Ecommerce.UserService.Domain.Addresses;

/// <summary>A shipping address of a person.</summary>
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

/// <param name="Next">Always null: all addresses fit on one page.</param>
internal sealed record AddressList(IReadOnlyList<Address> Items, string? Next);
