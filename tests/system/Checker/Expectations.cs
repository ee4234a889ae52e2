namespace Ecommerce.Checker;

/// <summary>What the clients of a run know: what they imported, what they asked for, and what they were answered.</summary>
public sealed record Expectations
{
    /// <summary>Nobody knows anything.</summary>
    public static Expectations None { get; } = new()
    {
        Skus = [], Prices = new(0, new Dictionary<string, ShippingPrice>(), []), Calls = [], ReusedTokens = [], Erased = [],
        PutInCarts = [],
        Addresses = new Dictionary<Guid, string>(), Mails = [], Ratings = [], BrokerForgot = true,
    };

    public required IReadOnlyList<ImportedSku> Skus { get; init; }
    public required PriceRules Prices { get; init; }
    public required IReadOnlyList<KeyedCall> Calls { get; init; }
    public required IReadOnlyList<ReusedToken> ReusedTokens { get; init; }

    /// <summary>Accounts whose erasure was accepted.</summary>
    public required IReadOnlyList<Guid> Erased { get; init; }

    /// <summary>What shoppers put into their carts, or may have.</summary>
    public required IReadOnlyList<PutInCart> PutInCarts { get; init; }

    /// <summary>Where each shopper is written to.</summary>
    public required IReadOnlyDictionary<Guid, string> Addresses { get; init; }

    /// <summary>What arrived at the mail server.</summary>
    public required IReadOnlyList<ArrivedMail> Mails { get; init; }

    /// <summary>What was answered about each product's rating when all was at rest.</summary>
    public required IReadOnlyList<RatingAnswer> Ratings { get; init; }

    /// <summary>The broker was killed with all that it held: an event may have been published and reach nobody.</summary>
    public required bool BrokerForgot { get; init; }
}

/// <summary>A SKU that the run brought into the catalogue.</summary>
/// <param name="Pieces">How many came in all: imported and restocked.</param>
public sealed record ImportedSku(string Sku, decimal Price, string Currency, int Pieces);

/// <summary>Pieces that came into a cart, or may have: nobody refused them.</summary>
public sealed record PutInCart(Guid UserId, string Sku, int Pieces);

/// <summary>What the shop was told to add to its prices and to take off, by rules that are the same for every country.</summary>
/// <param name="TaxRate">A fraction, on goods and shipping.</param>
/// <param name="Shipping">By currency; nothing is asked for in others.</param>
/// <param name="Codes">What takes how much off.</param>
public sealed record PriceRules(decimal TaxRate, IReadOnlyDictionary<string, ShippingPrice> Shipping, IReadOnlyList<DiscountCode> Codes);

/// <param name="Price">For an order.</param>
/// <param name="FreeFrom">Goods of so much, after the discount, ship for nothing.</param>
public sealed record ShippingPrice(decimal Price, decimal FreeFrom);

/// <param name="Limit">So many orders may use it; null: any number.</param>
public sealed record DiscountCode(string Code, decimal Percent, int? Limit);

/// <summary>A call with an idempotency key, made once or more often.</summary>
/// <param name="Kind">What is wanted: <c>checkout</c>, <c>cancel</c>, <c>ship</c>, <c>restock</c> and the like.</param>
/// <param name="UserId">Who called.</param>
/// <param name="Key">The same each time.</param>
/// <param name="OrderId">What it is about; of a checkout, the order that it led to.</param>
public sealed record KeyedCall(string Kind, Guid UserId, string Key, Guid? OrderId)
{
    /// <summary>Of a checkout: pieces per SKU, where the client named them.</summary>
    public IReadOnlyDictionary<string, int>? Items { get; init; }

    /// <summary>All answers that came, 5xx left out.</summary>
    public required IReadOnlyList<Answer> Answers { get; init; }

    /// <summary>Answers to another body under the same key, sent after the first one was accepted.</summary>
    public IReadOnlyList<Answer> AnswersToAnotherBody { get; init; } = [];

    /// <summary>Whether an accepted order could be read afterwards.</summary>
    public bool WasRead { get; init; }

    /// <summary>The first 2xx; null where all was refused.</summary>
    public Answer? Accepted => Answers.FirstOrDefault(answer => answer.IsOk);

    public override string ToString() => $"{Kind} {Key}";
}

/// <param name="Status">The HTTP status.</param>
/// <param name="Body">As it came.</param>
public sealed record Answer(int Status, string Body)
{
    public bool IsOk => Status is >= 200 and < 300;

    /// <summary>Another call with the key is still at work: nothing is decided.</summary>
    public bool IsInProgress => Status == 409 && Body.Contains("idempotency-in-progress", StringComparison.Ordinal);
}

/// <summary>A mail that the server was given to the last line.</summary>
/// <param name="MessageId">What its sender calls it.</param>
/// <param name="To">The address that it goes to.</param>
/// <param name="Confirms">The order whose confirmation it is; null for other mail.</param>
public sealed record ArrivedMail(Guid MessageId, string To, Guid? Confirms)
{
    public override string ToString() => $"mail {MessageId} to {To}{(Confirms is { } order ? $", which confirms order {order}," : "")}";
}

/// <summary>What everybody may read of a product's reviews.</summary>
/// <param name="Histogram">Reviews with one star, with two, ..., with five, such as <c>0 1 0 2 5</c>.</param>
public sealed record RatingAnswer(Guid ProductId, int Count, decimal Average, string Histogram)
{
    public override string ToString() => $"{Average:0.00} by {Count} ({Histogram}) for product {ProductId}";
}

/// <summary>A refresh token that was used twice.</summary>
/// <param name="Hash">SHA-256 of the token, in lower-case hexadecimal.</param>
/// <param name="SuccessorStatus">What its successor's use was answered afterwards.</param>
public sealed record ReusedToken(string Hash, int SuccessorStatus);
