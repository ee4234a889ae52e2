namespace Ecommerce.BackOffice.Features.Shared;

/// <summary>Addresses of pages.</summary>
internal static class Addresses
{
    /// <summary>The query of whatever has a value; empty where nothing has.</summary>
    public static string Query(params (string Name, string? Value)[] parts) => QueryString.Create(
        parts.Where(part => !string.IsNullOrEmpty(part.Value)).Select(part => KeyValuePair.Create(part.Name, part.Value))).ToString();
}
