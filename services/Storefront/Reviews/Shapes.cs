namespace Ecommerce.Storefront.Reviews;

// review-service's answers, as far as pages show them. Public because components are.

/// <param name="Vote">Whether it helped this shopper; null where they did not say.</param>
public sealed record Review(
    Guid Id, Guid ProductId, string Author, int Stars, string Title, string Text, string State, string? Reason, bool VerifiedPurchase,
    int Helpful, int Unhelpful, long Version, DateTimeOffset WrittenAt, bool Own, bool? Vote)
{
    public bool Pending => State == "pending";
}

/// <param name="Histogram">Reviews with one star, with two, ..., with five.</param>
public sealed record Rating(int Count, decimal Average, IReadOnlyList<int> Histogram);

public sealed record WrittenReview(Guid ProductId, int Stars, string? Title, string Text, string? DisplayName);

public sealed record Vote(bool Helpful);

public sealed record Report(string Reason);

public sealed record Rejection(string Reason);

public sealed record QueueItem(Review Review, int Reports);

public sealed record WordList(IReadOnlyList<string> Words, long Version);

/// <summary>Which reviews of a product a shopper looks at.</summary>
public sealed record ReviewChoice(string? Sort, int? Stars, string? After)
{
    public static readonly IReadOnlyList<(string Name, string Label)> Sorts =
        [("newest", "Newest"), ("helpful", "Most helpful"), ("highest", "Best first"), ("lowest", "Worst first")];

    public QueryString ToQuery()
    {
        var query = new QueryString();
        if (!string.IsNullOrEmpty(Sort))
            query = query.Add("sort", Sort);
        if (Stars is { } stars)
            query = query.Add("stars", stars.ToString(System.Globalization.CultureInfo.InvariantCulture));
        return string.IsNullOrEmpty(After) ? query : query.Add("after", After);
    }
}
