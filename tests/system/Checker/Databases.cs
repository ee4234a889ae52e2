namespace Ecommerce.Checker;

/// <summary>Where the shop keeps its data: connection strings of Npgsql, and of StackExchange.Redis for the carts.</summary>
public sealed record Databases(
    string Users, string Catalog, string Orders, string Payments, string Search, string Analytics, string Reviews, string Notifications,
    string Carts);
