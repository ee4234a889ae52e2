namespace Ecommerce.Invariants;

/// <summary>One of the ten, in words.</summary>
/// <param name="Number">Its number in the design.</param>
/// <param name="Name">In a word or two.</param>
/// <param name="Says">In a sentence.</param>
internal sealed record Statement(int Number, string Name, string Says)
{
    public const int Stock = 1, Money = 2, Rest = 3, Histories = 4, Keys = 5, Events = 6, Totals = 7, Copies = 8, Sessions = 9,
        Promises = 10;

    public static IReadOnlyList<Statement> All { get; } =
    [
        new(
            Stock, "stock is conserved",
            "Every piece that came in is available, reserved or sold; the books of stock, reservations and movements agree, and nothing "
                + "is below zero."),
        new(
            Money, "money is taken once",
            "An order is captured at most once and never gets back more than was paid: by the provider's books, by the ledger and by the "
                + "payments."),
        new(
            Rest, "orders come to rest",
            "No order is stuck. What is paid has its money and its pieces; what is cancelled has given both back."),
        new(
            Histories, "histories are paths of the graph",
            "Every order went from status to status as the saga allows, and is where its history ends."),
        new(
            Keys, "an idempotency key has one effect",
            "Each order is the answer to one key; whoever repeats a checkout gets the same answer and no second order."),
        new(
            Events, "events are published and applied once",
            "Every committed event is published, and everybody who needs it applies it once; nothing is applied that nobody committed."),
        new(
            Totals, "totals are the catalogue's",
            "An order costs what its lines cost at the catalogue's prices, less its discount, with shipping and tax, in one currency."),
        new(
            Copies, "copies equal their sources",
            "Search, ratings, analytics and mails say what the catalogue, the reviews, the orders and the payments say."),
        new(
            Sessions, "a reused refresh token ends its family",
            "Of the tokens of one sign-in at most one is good; one that comes a second time ends them all."),
        new(
            Promises, "accepted calls are kept",
            "An order that was accepted is there, is its shopper's, and stays; whoever gave up waiting can ask again with the same key."),
    ];
}
