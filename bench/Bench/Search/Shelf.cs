using System.Globalization;
using System.Text.Json.Nodes;

namespace Ecommerce.Bench.Search;

/// <summary>
/// A made-up catalogue with words as frequent as those of a real one: few kinds of things, many makers, more models, long descriptions.
/// </summary>
internal static class Shelf
{
    private static readonly string[] Kinds =
    [
        "boots", "jacket", "backpack", "tent", "lamp", "kettle", "knife", "bowl", "plate", "blanket", "pillow", "chair", "table", "shelf",
        "clock",
        "mirror", "basket", "candle", "towel", "curtain", "shirt", "jumper", "trousers", "socks", "gloves", "scarf", "hat", "belt",
        "wallet", "watch",
        "helmet", "pump", "bottle", "mug", "pan", "oven", "toaster", "blender", "radio", "speaker", "headphones", "keyboard", "mouse",
        "monitor", "cable",
        "charger", "camera", "tripod", "drill", "hammer", "saw", "ladder", "hose", "spade", "seeds", "notebook", "pen", "paint", "puzzle",
        "drum",
    ];

    private static readonly string[] Colours =
    [
        "black", "white", "red", "blue", "green", "yellow", "grey", "brown", "orange", "purple", "pink", "silver"
    ];
    private static readonly string[] Materials =
    [
        "cotton", "wool", "leather", "steel", "oak", "bamboo", "glass", "ceramic", "linen", "plastic", "copper", "carbon"
    ];
    private static readonly string[] Syllables =
    [
        .. from first in "bcdfghklmnprstvwz"
           from vowel in "aeiou"
           from last in new[] { "", "n", "r", "l" }
           select $"{first}{vowel}{last}",
    ];
    private static readonly string[] Traits = [.. Enumerable.Range(0, 150).Select(i => Word(i * 37, 3))];

    public static string Brand(int number) => Capital(Word(number % 400 * 61 + 5, 3));

    public static string Kind(int number) => Kinds[number % Kinds.Length];

    public static string Colour(int number) => Colours[number / 7 % Colours.Length];

    public static string Trait(int number) => Traits[number / 3 % Traits.Length];

    public static string Model(int number) => Capital(Word(number % 5000 * 13 + 1, 4));

    public static string Name(int number) => $"{Model(number)} {Trait(number)} {Material(number)} {Kind(number)}";

    public static string CategoryPath(int number) => $"department-{number % Kinds.Length % 6}/{Kind(number)}";

    /// <summary>A line of the catalogue's export.</summary>
    public static string Line(int number) => new JsonObject
    {
        ["id"] = $"0190a5a0-0000-7000-8000-{number:x12}",
        ["version"] = 1,
        ["name"] = Name(number),
        ["description"] = Description(number),
        ["brand"] = Brand(number),
        ["category"] = CategoryPath(number),
        ["categoryName"] = Capital(Kind(number)),
        ["tags"] = new JsonArray(Material(number)),
        ["published"] = true,
        ["attributes"] = new JsonObject
        {
            ["colour"] = new JsonArray(Colour(number)), ["material"] = new JsonArray(Material(number)),
            ["size"] = new JsonArray($"{number % 9}"),
        },
        ["images"] = new JsonArray(),
        ["variants"] = new JsonArray(new JsonObject
        {
            ["sku"] = string.Create(CultureInfo.InvariantCulture, $"SEARCH-{number:000000}"), ["options"] = new JsonObject(),
            ["price"] = new JsonObject { ["amount"] = 5 + number * 7 % 900, ["currency"] = "USD" }, ["stock"] = number % 10,
            ["stockVersion"] = 1,
        }),
        ["updatedAt"] = "2026-01-01T00:00:00Z",
    }.ToJsonString();

    private static string Material(int number) => Materials[number / 11 % Materials.Length];

    // Some words are in every second description, most in few.
    private static string Description(int number)
    {
        var random = new Random(number);
        var words = Enumerable.Range(0, 25).Select(_ => Word((int)(Math.Pow(random.NextDouble(), 4) * 8000) + 100_000, 3));
        return $"A {Colour(number)} {Kind(number)} for every day. {string.Join(' ', words)}.";
    }

    private static string Word(int number, int length)
    {
        var word = "";
        for (var i = 0; i < length; i++)
            word += Syllables[(int)((number + 1L) * (7919 + 104_729 * i) / (1 + 40 * i) % Syllables.Length)];
        return word;
    }

    private static string Capital(string word) => char.ToUpperInvariant(word[0]) + word[1..];
}
