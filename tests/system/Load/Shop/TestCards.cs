using System.Text.Json.Nodes;

namespace Ecommerce.Load.Shop;

/// <summary>Cards of the simulated provider, each with what it makes of a payment, and how often it is used.</summary>
public static class TestCards
{
    private static readonly (string Number, int Weight)[] Cards =
    [
        ("4242 4242 4242 4242", 24), // captured
        ("4000 0000 0000 0002", 3), // declined
        ("4000 0000 0000 9995", 1), // insufficient funds
        ("4000 0000 0000 1000", 1), // no answer, ever
        ("4000 0000 0000 1018", 3), // no answer, but the money is taken
        ("4000 0000 0000 1026", 2), // decided later, told by a webhook
        ("4000 0000 0000 1034", 2), // the same, told twice and out of order
    ];

    /// <summary>The card that pays.</summary>
    public static string Good => Cards[0].Number;

    /// <summary>All of them, the one that pays first.</summary>
    public static IEnumerable<string> Numbers => Cards.Select(card => card.Number);

    /// <summary>What the shop is told of a card that is to be kept.</summary>
    public static JsonObject Card(string number)
        => new() { ["number"] = number, ["expiryMonth"] = 12, ["expiryYear"] = 2035, ["cvc"] = "123", ["save"] = true };

    /// <summary>One of them, by their weights.</summary>
    public static string Any(Random random)
    {
        var draw = random.Next(Cards.Sum(card => card.Weight));
        return Cards.First(card => (draw -= card.Weight) < 0).Number;
    }
}
