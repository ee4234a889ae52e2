using System.Runtime.CompilerServices;
using Dapper;
using Ecommerce.Messaging;
using Ecommerce.ReviewService.Moderation;
using Ecommerce.ReviewService.Ratings;
using Ecommerce.ReviewService.Reports;
using Ecommerce.ReviewService.Reviews;
using Npgsql;

namespace Ecommerce.ReviewService.Storage.Postgres;

internal sealed class PostgresReviewStore(NpgsqlDataSource database, Outbox outbox) : IReviewStore
{
    private const int Attempts = 5;

    public async Task<Review?> FindAsync(Guid id, CancellationToken cancellationToken)
        => (await ReadAsync<Review>($"{ReviewRow.Select} WHERE id = @id", new { id }, cancellationToken)).SingleOrDefault();

    public Task<IReadOnlyList<Review>> ListAsync(ReviewQuery query, CancellationToken cancellationToken)
    {
        var (order, behind) = ReviewRow.Order(query.Sort);
        List<string> conditions = ["product_id = @ProductId", "state = 'published'"];
        if (query.Stars is not null)
            conditions.Add("stars = @Stars");
        if (query.Verified is not null)
            conditions.Add("verified = @Verified");
        if (query.After is not null)
            conditions.Add(behind);
        return ReadAsync<Review>(
            $"{ReviewRow.Select} WHERE {string.Join(" AND ", conditions)} ORDER BY {order} LIMIT @Limit",
            new { query.ProductId, query.Stars, query.Verified, query.After?.Key, query.After?.Id, query.Limit }, cancellationToken);
    }

    public Task<IReadOnlyList<Review>> ListByAuthorAsync(Guid author, Guid? product, Guid? before, int limit, CancellationToken cancellationToken)
        => ReadAsync<Review>(
            $"""
            {ReviewRow.Select}
            WHERE author_id = @author AND (@product::uuid IS NULL OR product_id = @product) AND (@before::uuid IS NULL OR id < @before)
            ORDER BY id DESC LIMIT @limit
            """,
            new { author, product, before, limit }, cancellationToken);

    public Task<IReadOnlyList<Review>> ListByStateAsync(string state, Guid? after, int limit, CancellationToken cancellationToken)
        => ReadAsync<Review>(
            $"{ReviewRow.Select} WHERE state = @state AND (@after::uuid IS NULL OR id > @after) ORDER BY id LIMIT @limit",
            new { state, after, limit }, cancellationToken);

    public Task<IReadOnlyList<Report>> ReportsAsync(Guid review, CancellationToken cancellationToken)
        => ReadAsync<Report>("SELECT review_id, user_id, reason, comment, at FROM reports WHERE review_id = @review ORDER BY at, user_id", new { review }, cancellationToken);

    public async Task<IReadOnlyDictionary<Guid, bool>> VotesAsync(Guid reader, IReadOnlyCollection<Guid> reviews, CancellationToken cancellationToken)
        => (await ReadAsync<(Guid Review, bool Helpful)>(
            "SELECT review_id, helpful FROM votes WHERE user_id = @reader AND review_id = ANY (@reviews)", new { reader, reviews = reviews.ToArray() }, cancellationToken))
            .ToDictionary(vote => vote.Review, vote => vote.Helpful);

    public async Task<Rating?> FindRatingAsync(Guid product, CancellationToken cancellationToken)
        => (await ReadAsync<RatingRow>(
            """
            SELECT p.id AS product_id, coalesce(r.version, 0) AS version, coalesce(r.histogram, '{0,0,0,0,0}') AS histogram
            FROM products p LEFT JOIN ratings r ON r.product_id = p.id WHERE p.id = @product AND p.shown
            """,
            new { product }, cancellationToken)).SingleOrDefault()?.ToRating();

    public async Task<WordList?> FindWordsAsync(CancellationToken cancellationToken)
        => (await ReadAsync<WordListRow>("SELECT version, words FROM filter_words", null, cancellationToken)).SingleOrDefault()?.ToWordList();

    public IAsyncEnumerable<Review> AllReviewsAsync(CancellationToken cancellationToken)
        => StreamAsync<Review>($"{ReviewRow.Select} ORDER BY id", cancellationToken);

    public IAsyncEnumerable<Rating> AllRatingsAsync(CancellationToken cancellationToken)
        => StreamAsync<RatingRow>("SELECT product_id, version, histogram FROM ratings WHERE version > 0 ORDER BY product_id", cancellationToken)
            .Select(row => row.ToRating());

    public async Task<T> InTransactionAsync<T>(Func<IReviewTransaction, CancellationToken, Task<T>> work, CancellationToken cancellationToken)
    {
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                var connection = await database.OpenConnectionAsync(cancellationToken);
                await using var transaction = new PostgresReviewTransaction(await connection.BeginTransactionAsync(cancellationToken), outbox);
                return await work(transaction, cancellationToken);
            }
            catch (PostgresException lost) when (attempt < Attempts && lost.SqlState is PostgresErrorCodes.DeadlockDetected or PostgresErrorCodes.SerializationFailure)
            {
                await Task.Delay(TimeSpan.FromMilliseconds(Random.Shared.Next(5, 25 * attempt)), cancellationToken);
            }
        }
    }

    private async Task<IReadOnlyList<T>> ReadAsync<T>(string sql, object? parameters, CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenConnectionAsync(cancellationToken);
        return [.. await connection.QueryAsync<T>(new CommandDefinition(sql, parameters, cancellationToken: cancellationToken))];
    }

    private async IAsyncEnumerable<T> StreamAsync<T>(string sql, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenConnectionAsync(cancellationToken);
        await foreach (var row in connection.QueryUnbufferedAsync<T>(sql).WithCancellation(cancellationToken))
            yield return row;
    }
}
