using Ecommerce.ServiceDefaults;

namespace Ecommerce.UserService.Addresses;

/// <param name="IsDefault">Makes it the default in place of another; there is no way to have none.</param>
internal sealed record AddressRequest(string? Name, string? Street, string? City, string? PostalCode, string? Country, bool IsDefault = false)
{
    private const int Longest = 200;
    private const int LongestPostalCode = 20;

    public FieldErrors Check()
    {
        var errors = new FieldErrors();
        CheckText(errors, "name", Name, Longest);
        CheckText(errors, "street", Street, Longest);
        CheckText(errors, "city", City, Longest);
        CheckText(errors, "postalCode", PostalCode, LongestPostalCode);
        var country = Country?.Trim();
        return errors.Check(
            "country", country is { Length: 2 } && country.All(char.IsAsciiLetter),
            "must be a country code of two letters (ISO 3166), such as DE");
    }

    /// <summary>Only after <see cref="Check"/> found nothing.</summary>
    public Address ToAddress(Guid id, DateTimeOffset now) => new()
    {
        Id = id, Name = Name!.Trim(), Street = Street!.Trim(), City = City!.Trim(), PostalCode = PostalCode!.Trim(),
        Country = Country!.Trim().ToUpperInvariant(), IsDefault = IsDefault, CreatedAt = now,
    };

    private static void CheckText(FieldErrors errors, string field, string? value, int longest)
        => errors.Check(
            field, !string.IsNullOrWhiteSpace(value) && value.Length <= longest && !value.Any(char.IsControl),
            $"must have 1 to {longest} characters and no control characters");
}
