namespace Ecommerce.Contracts;

/// <summary>One topic per publishing service. The suffix is the version of the topic's envelope, not of the events in it.</summary>
public static class Topics
{
    public const string Users = "users.v1";
    public const string Catalog = "catalog.v1";
    public const string Carts = "carts.v1";
    public const string Orders = "orders.v1";
    public const string Payments = "payments.v1";
    public const string Reviews = "reviews.v1";

    /// <summary>Where a message of <paramref name="topic"/> goes that no retry could process.</summary>
    public static string DeadLetter(string topic) => topic + ".dlq";
}
