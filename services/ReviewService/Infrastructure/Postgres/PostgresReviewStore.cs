using System.Runtime.CompilerServices;
using Dapper;
using Ecommerce.Messaging;
using Ecommerce.Persistence;
using Ecommerce.ReviewService.Domain;
using Npgsql;

namespace Ecommerce.ReviewService.Infrastructure.Postgres;

internal sealed class PostgresReviewStore(NpgsqlDataSource database, Outbox outbox) : IReviewStore
{
    public async Task<Review?> FindAsync(Guid id, CancellationToken cancellationToken)
    {
        var reviews = await ReadAsync<Review>($"{ReviewRow.Select} WHERE id = @id", new { id }, cancellationToken);
        return reviews.SingleOrDefault();
    }

    public Task<IReadOnlyList<Review>> ListAsync(ReviewQuery query, CancellationToken cancellationToken)
    {
        var (order, afterCursor) = ReviewRow.Order(query.Sort);
        List<string> conditions = ["product_id = @ProductId", "state = 'published'"];
        if (query.Stars is not null)
            conditions.Add("stars = @Stars");
        if (query.Verified is not null)
            conditions.Add("verified = @Verified");
        if (query.After is not null)
            conditions.Add(afterCursor);
        return ReadAsync<Review>(
            $"{ReviewRow.Select} WHERE {string.Join(" AND ", conditions)} ORDER BY {order} LIMIT @Limit",
            new { query.ProductId, query.Stars, query.Verified, query.After?.Key, query.After?.Id, query.Limit }, cancellationToken);
    }

    public Task<IReadOnlyList<Review>> ListByAuthorAsync(
        Guid author, Guid? product, Guid? before, int limit, CancellationToken cancellationToken)
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

    public Task<IReadOnlyList<Report>> ListReportsAsync(Guid review, CancellationToken cancellationToken)
        => ReadAsync<Report>(
            "SELECT review_id, user_id, reason, comment, at FROM reports WHERE review_id = @review ORDER BY at, user_id", new { review },
            cancellationToken);

    public async Task<IReadOnlyDictionary<Guid, bool>> ListVotesAsync(
        Guid reader, IReadOnlyCollection<Guid> reviews, CancellationToken cancellationToken)
    {
        var votes = await ReadAsync<(Guid Review, bool Helpful)>(
            "SELECT review_id, helpful FROM votes WHERE user_id = @reader AND review_id = ANY (@reviews)",
            new { reader, reviews = reviews.ToArray() }, cancellationToken);
        return votes.ToDictionary(vote => vote.Review, vote => vote.Helpful);
    }

    public async Task<Rating?> FindRatingAsync(Guid product, CancellationToken cancellationToken)
    {
        var ratings = await ReadAsync<RatingRow>(
            """
            SELECT p.id AS product_id, coalesce(r.version, 0) AS version, coalesce(r.histogram, '{0,0,0,0,0}') AS histogram
            FROM products p LEFT JOIN ratings r ON r.product_id = p.id WHERE p.id = @product AND p.shown
            """,
            new { product }, cancellationToken);
        return ratings.SingleOrDefault()?.ToRating();
    }

    public async Task<WordList?> FindWordListAsync(CancellationToken cancellationToken)
    {
        var lists = await ReadAsync<WordListRow>("SELECT version, words FROM filter_words", null, cancellationToken);
        return lists.SingleOrDefault()?.ToWordList();
    }

    public IAsyncEnumerable<Review> StreamReviewsAsync(CancellationToken cancellationToken)
        => StreamAsync<Review>($"{ReviewRow.Select} ORDER BY id", cancellationToken);

    public IAsyncEnumerable<Rating> StreamRatingsAsync(CancellationToken cancellationToken)
    {
        var rows = StreamAsync<RatingRow>(
            "SELECT product_id, version, histogram FROM ratings WHERE version > 0 ORDER BY product_id", cancellationToken);
        return rows.Select(row => row.ToRating());
    }

    public Task<T> InTransactionAsync<T>(Func<IReviewTransaction, CancellationToken, Task<T>> work, CancellationToken cancellationToken)
        => TransactionRetry.RunAsync(
            async token =>
            {
                var connection = await database.OpenConnectionAsync(token);
                await using var transaction = new PostgresReviewTransaction(await connection.BeginTransactionAsync(token), outbox);
                return await work(transaction, token);
            },
            cancellationToken);

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
