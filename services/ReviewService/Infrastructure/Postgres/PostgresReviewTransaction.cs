using Dapper;
using Ecommerce.Contracts;
using Ecommerce.Messaging;
using Ecommerce.ReviewService.Domain;
using Npgsql;

namespace Ecommerce.ReviewService.Infrastructure.Postgres;

/// <summary>A transaction of the store, or one of an event handler, whose caller commits and disposes it.</summary>
internal sealed class PostgresReviewTransaction(NpgsqlTransaction transaction, Outbox outbox) : IReviewTransaction
{
    // Held in shared mode by everything that a person writes, in exclusive mode by an erasure.
    private const string PersonLock = "hashtextextended(@user::text, 0)";

    private readonly NpgsqlConnection connection = transaction.Connection
        ?? throw new ArgumentException("The transaction has ended.", nameof(transaction));

    public async Task<Rating> LockRatingAsync(Guid product, CancellationToken cancellationToken)
    {
        await RunAsync("INSERT INTO ratings (product_id) VALUES (@product) ON CONFLICT DO NOTHING", new { product }, cancellationToken);
        var row = await connection.QuerySingleAsync<RatingRow>(Command(
            "SELECT product_id, version, histogram FROM ratings WHERE product_id = @product FOR UPDATE", new { product },
            cancellationToken));
        return row.ToRating();
    }

    public Task SaveRatingAsync(Rating rating, CancellationToken cancellationToken)
        => RunAsync(
            "UPDATE ratings SET version = @Version, histogram = @Histogram WHERE product_id = @ProductId",
            new { rating.Version, Histogram = rating.Histogram.ToArray(), rating.ProductId }, cancellationToken);

    public Task<Review?> FindAsync(Guid id, CancellationToken cancellationToken)
        => connection.QuerySingleOrDefaultAsync<Review>(Command($"{ReviewRow.Select} WHERE id = @id", new { id }, cancellationToken));

    public Task<Review?> FindByAuthorAsync(Guid author, Guid product, CancellationToken cancellationToken)
        => connection.QuerySingleOrDefaultAsync<Review>(Command(
            $"{ReviewRow.Select} WHERE author_id = @author AND product_id = @product", new { author, product }, cancellationToken));

    public async Task<IReadOnlyList<Review>> ListByAuthorAsync(Guid author, CancellationToken cancellationToken)
    {
        var command = Command($"{ReviewRow.Select} WHERE author_id = @author", new { author }, cancellationToken);
        return [.. await connection.QueryAsync<Review>(command)];
    }

    public Task SaveAsync(Review review, CancellationToken cancellationToken)
        => RunAsync(
            $"""
            INSERT INTO reviews ({ReviewRow.Columns})
            VALUES (
                @Id, @ProductId, @AuthorId, @AuthorName, @Stars, @Title, @Text, @State, @Reason, @Verified, @Helpful, @Unhelpful, @Reports,
                @Version, @WrittenAt, @ChangedAt)
            ON CONFLICT (id) DO UPDATE SET
                author_id = excluded.author_id, author_name = excluded.author_name, stars = excluded.stars, title = excluded.title,
                text = excluded.text,
                state = excluded.state, reason = excluded.reason, verified = excluded.verified, helpful = excluded.helpful,
                unhelpful = excluded.unhelpful, reports = excluded.reports, version = excluded.version, changed_at = excluded.changed_at
            """,
            review, cancellationToken);

    public Task DeleteAsync(Guid id, CancellationToken cancellationToken)
        => RunAsync("DELETE FROM reviews WHERE id = @id", new { id }, cancellationToken);

    public Task<bool?> FindVoteAsync(Guid review, Guid reader, CancellationToken cancellationToken)
        => connection.QuerySingleOrDefaultAsync<bool?>(Command(
            "SELECT helpful FROM votes WHERE review_id = @review AND user_id = @reader", new { review, reader }, cancellationToken));

    public Task SaveVoteAsync(Guid review, Guid reader, bool? helpful, CancellationToken cancellationToken)
        => RunAsync(
            helpful is null
                ? "DELETE FROM votes WHERE review_id = @review AND user_id = @reader"
                : """
                  INSERT INTO votes (review_id, user_id, helpful) VALUES (@review, @reader, @helpful)
                  ON CONFLICT (review_id, user_id) DO UPDATE SET helpful = excluded.helpful
                  """,
            new { review, reader, helpful }, cancellationToken);

    public async Task<bool> TryAddReportAsync(Report report, CancellationToken cancellationToken)
        => await RunAsync(
            """
            INSERT INTO reports (review_id, user_id, reason, comment, at) VALUES (@ReviewId, @UserId, @Reason, @Comment, @At)
            ON CONFLICT DO NOTHING
            """,
            report, cancellationToken) == 1;

    public Task<bool> IsPublishedAsync(Guid product, CancellationToken cancellationToken)
        => connection.ExecuteScalarAsync<bool>(Command(
            "SELECT EXISTS (SELECT FROM products WHERE id = @product AND shown)", new { product }, cancellationToken));

    public Task SaveProductAsync(Guid product, long version, bool published, CancellationToken cancellationToken)
        => RunAsync(
            """
            INSERT INTO products (id, version, shown) VALUES (@product, @version, @published)
            ON CONFLICT (id) DO UPDATE SET version = excluded.version, shown = excluded.shown WHERE products.version < excluded.version
            """,
            new { product, version, published }, cancellationToken);

    public Task<bool> HasDeliveryAsync(Guid user, Guid product, CancellationToken cancellationToken)
        => connection.ExecuteScalarAsync<bool>(Command(
            "SELECT EXISTS (SELECT FROM deliveries WHERE user_id = @user AND product_id = @product)", new { user, product },
            cancellationToken));

    public Task AddDeliveryAsync(Guid user, Guid product, CancellationToken cancellationToken)
        => RunAsync(
            "INSERT INTO deliveries (user_id, product_id) VALUES (@user, @product) ON CONFLICT DO NOTHING", new { user, product },
            cancellationToken);

    public async Task<bool> IsErasedAsync(Guid user, CancellationToken cancellationToken)
    {
        await RunAsync($"SELECT pg_advisory_xact_lock_shared({PersonLock})", new { user }, cancellationToken);
        return await connection.ExecuteScalarAsync<bool>(Command(
            "SELECT EXISTS (SELECT FROM erased_users WHERE user_id = @user)", new { user }, cancellationToken));
    }

    public async Task MarkErasedAsync(Guid user, DateTimeOffset at, CancellationToken cancellationToken)
    {
        await RunAsync($"SELECT pg_advisory_xact_lock({PersonLock})", new { user }, cancellationToken);
        await RunAsync(
            "INSERT INTO erased_users (user_id, erased_at) VALUES (@user, @at) ON CONFLICT DO NOTHING", new { user, at },
            cancellationToken);
    }

    public Task AnonymizeAsync(Guid user, CancellationToken cancellationToken)
        => RunAsync(
            """
            UPDATE votes SET user_id = gen_random_uuid() WHERE user_id = @user;
            UPDATE reports SET user_id = gen_random_uuid(), comment = '' WHERE user_id = @user;
            DELETE FROM deliveries WHERE user_id = @user;
            """,
            new { user }, cancellationToken);

    public async Task<WordList?> LockWordListAsync(CancellationToken cancellationToken)
    {
        // Before the first change there is no row to lock.
        await RunAsync("LOCK TABLE filter_words IN SHARE ROW EXCLUSIVE MODE", null, cancellationToken);
        var row = await connection.QuerySingleOrDefaultAsync<WordListRow>(
            Command("SELECT version, words FROM filter_words", null, cancellationToken));
        return row?.ToWordList();
    }

    public Task SaveWordListAsync(WordList words, CancellationToken cancellationToken)
        => RunAsync(
            """
            INSERT INTO filter_words (id, version, words) VALUES (1, @Version, @Words)
            ON CONFLICT (id) DO UPDATE SET version = excluded.version, words = excluded.words
            """,
            new { words.Version, Words = words.Words.ToArray() }, cancellationToken);

    public Task PublishAsync<TEvent>(TEvent message, CancellationToken cancellationToken)
        where TEvent : IIntegrationEvent
        => outbox.AddAsync(transaction, message, cancellationToken);

    public Task CommitAsync(CancellationToken cancellationToken) => transaction.CommitAsync(cancellationToken);

    public async ValueTask DisposeAsync()
    {
        await transaction.DisposeAsync();
        await connection.DisposeAsync();
    }

    private Task<int> RunAsync(string sql, object? parameters, CancellationToken cancellationToken)
        => connection.ExecuteAsync(Command(sql, parameters, cancellationToken));

    private CommandDefinition Command(string sql, object? parameters, CancellationToken cancellationToken)
        => new(sql, parameters, transaction, cancellationToken: cancellationToken);
}
