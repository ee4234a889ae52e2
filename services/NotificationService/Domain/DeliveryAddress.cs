namespace Ecommerce.NotificationService.Domain;

/// <summary>Where an order goes, according to order-service.</summary>
/// <param name="PostalCode">Empty in countries that have none.</param>
/// <param name="Country">ISO 3166-1 alpha-2.</param>
internal sealed record DeliveryAddress(string Name, string Street, string City, string? PostalCode, string Country)
{
    /// <summary>As it stands on a parcel. An order that is collected has no street.</summary>
    public IReadOnlyList<string> Lines
        => [.. new[] { Name, Street, $"{PostalCode} {City}".Trim(), Country }.Where(line => line.Length > 0)];

    /// <summary>Personal data: never in a log.</summary>
    public override string ToString() => nameof(DeliveryAddress);
}
