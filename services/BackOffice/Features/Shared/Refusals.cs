using System.Globalization;
using Ecommerce.BackOffice.Infrastructure.Api;
using Microsoft.Extensions.Localization;

namespace Ecommerce.BackOffice.Features.Shared;

/// <summary>What the API refuses, in the language of whoever has the page open. It answers in English, which stays as it is.</summary>
internal sealed class Refusals(IStringLocalizer<Texts> texts)
{
    private static bool IsEnglish => CultureInfo.CurrentUICulture.Name == "en";

    public ApiProblem InPageLanguage(GatewayException refusal)
    {
        if (IsEnglish)
            return refusal.Problem;
        var (type, errors) = (refusal.Problem.Type, refusal.Problem.Errors);
        var fields = errors is null ? null : Translated(errors, type);
        var words = fields is { Count: > 0 } && RefusalTexts.All.OfType(type) is null
            ? string.Join(' ', fields.Select(field => WithPlace(field.Key, field.Value[0])).Distinct(StringComparer.Ordinal))
            : texts[RefusalTexts.All.Of(type, (int)refusal.Status)].Value;
        return refusal.Problem with { Errors = fields, Words = words };
    }

    /// <param name="errors">Of a part of an answer, from a field to what is wrong with it.</param>
    public IReadOnlyDictionary<string, string[]> InPageLanguage(IReadOnlyDictionary<string, string[]> errors)
        => IsEnglish ? errors : Translated(errors, type: null);

    /// <summary>A sentence says by itself what it is about, but not which one of a list.</summary>
    private static string WithPlace(string field, string text) => field.Contains('[', StringComparison.Ordinal) ? $"{field}: {text}" : text;

    private Dictionary<string, string[]> Translated(IReadOnlyDictionary<string, string[]> errors, string? type) => errors.ToDictionary(
        error => error.Key, string[] (error) => [texts[RefusalTexts.All.OfField(type, error.Key), error.Key]], StringComparer.Ordinal);
}
