using System.Globalization;
using Npgsql;

namespace Ecommerce.Checker.Reading;

/// <summary>What people wrote, and what review-service makes of it.</summary>
internal sealed record ReviewBooks(IReadOnlyList<ReviewRow> Reviews, IReadOnlyList<RatingRow> Ratings)
{
    public static readonly ReviewBooks None = new([], []);

    private const string ReadReviews = """
        select id, product_id as productid, author_id as authorid, stars, state = 'published' as ispublished, verified as isverified
        from reviews
        """;

    private const string ReadRatings = "select product_id as productid, array_to_string(histogram, ' ') as histogram from ratings";

    public static async Task<ReviewBooks> ReadAsync(string database)
    {
        await using var connection = await Rows.OpenAsync(database);
        return await ReadAsync(connection);
    }

    public static async Task<ReviewBooks> ReadAsync(NpgsqlConnection connection)
        => new(await connection.ReadAsync<ReviewRow>(ReadReviews), await connection.ReadAsync<RatingRow>(ReadRatings));
}

internal sealed record ReviewRow(Guid Id, Guid ProductId, Guid AuthorId, int Stars, bool IsPublished, bool IsVerified)
{
    public override string ToString() => $"review {Id} of product {ProductId} with {Stars} stars";
}

/// <param name="Histogram">Reviews with one star, with two, ..., with five, such as <c>0 1 0 2 5</c>.</param>
internal sealed record RatingRow(Guid ProductId, string Histogram)
{
    private IEnumerable<int> Counts => Histogram.Split(' ').Select(count => int.Parse(count, CultureInfo.InvariantCulture));

    public int Count => Counts.Sum();

    /// <summary>To the hundredth, halves away from zero; 0 without reviews.</summary>
    public decimal Average
        => Count == 0
            ? 0
            : Math.Round((decimal)Counts.Select((count, i) => count * (i + 1)).Sum() / Count, 2, MidpointRounding.AwayFromZero);

    public static RatingRow Of(Guid product, IEnumerable<int> stars)
    {
        var given = stars.ToList();
        return new(product, string.Join(' ', Enumerable.Range(1, 5).Select(number => given.Count(star => star == number))));
    }

    public RatingAnswer ToAnswer() => new(ProductId, Count, Average, Histogram);

    public override string ToString() => $"of product {ProductId}, {Histogram},";
}

/// <summary>As much of a rating as a search result shows.</summary>
internal sealed record ScoreRow(Guid ProductId, int Count, decimal Average)
{
    public static ScoreRow Of(RatingRow rating) => new(rating.ProductId, rating.Count, rating.Average);

    public override string ToString() => $"of product {ProductId}, {Average:0.00} by {Count},";
}

/// <summary>As much of a published review as analytics counts.</summary>
internal sealed record StarsRow(Guid Id, Guid ProductId, int Stars)
{
    public static StarsRow Of(ReviewRow review) => new(review.Id, review.ProductId, review.Stars);

    public override string ToString() => $"{Id} of product {ProductId} with {Stars} stars";
}
