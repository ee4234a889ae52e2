using System.Globalization;
using System.Text.Json;
using Ecommerce.BackOffice.Features.Shared;
using Microsoft.Extensions.Localization;

namespace Ecommerce.BackOffice.Features.Settings;

/// <summary>Where two versions of settings differ, value by value.</summary>
internal static class SettingsChanges
{
    private const string None = "–";

    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web);

    public static IReadOnlyList<Difference> Between<T>(T mine, T theirs, IStringLocalizer<Texts> texts)
        => Between(JsonSerializer.SerializeToElement(mine, Json), JsonSerializer.SerializeToElement(theirs, Json), texts);

    public static IReadOnlyList<Difference> Between(JsonElement before, JsonElement after, IStringLocalizer<Texts> texts)
    {
        var (old, now) = (Values(before), Values(after));
        return
        [
            .. old.Keys.Union(now.Keys, StringComparer.Ordinal)
                .Where(path => old.GetValueOrDefault(path) != now.GetValueOrDefault(path))
                .Order(StringComparer.Ordinal)
                .Select(path => new Difference(Name(path, texts), Shown(old, path, texts), Shown(now, path, texts))),
        ];
    }

    /// <summary>What is null says as much as what is missing.</summary>
    private static Dictionary<string, string> Values(JsonElement settings)
    {
        var values = new Dictionary<string, string>(StringComparer.Ordinal);
        Collect(settings, "", values);
        return values;
    }

    private static void Collect(JsonElement value, string path, Dictionary<string, string> values)
    {
        switch (value.ValueKind)
        {
            case JsonValueKind.Object:
                foreach (var member in value.EnumerateObject())
                    Collect(member.Value, $"{path}/{member.Name}", values);
                break;
            case JsonValueKind.Array:
                values[path] = string.Join('\n', value.EnumerateArray().Select(item => item.ToString()));
                break;
            case JsonValueKind.Number:
                values[path] = value.GetDecimal().ToString("0.############", CultureInfo.InvariantCulture);
                break;
            case JsonValueKind.True:
                values[path] = "Yes";
                break;
            case JsonValueKind.False:
                values[path] = "No";
                break;
            case JsonValueKind.String:
                values[path] = value.GetString()!;
                break;
        }
    }

    /// <summary><c>/methods/express/rates/DE/EUR/price</c> for a person, without the first of it, which is the page.</summary>
    private static string Name(string path, IStringLocalizer<Texts> texts)
    {
        var steps = path.Split('/', StringSplitOptions.RemoveEmptyEntries);
        return string.Join(" › ", steps.Skip(steps.Length > 2 ? 1 : 0).Select(step => texts[Words.Of(step)].Value));
    }

    private static string Shown(Dictionary<string, string> values, string path, IStringLocalizer<Texts> texts)
        => values.GetValueOrDefault(path) switch
        {
            null or "" => None,
            ("Yes" or "No") and var word => texts[word],
            var text => text,
        };
}
