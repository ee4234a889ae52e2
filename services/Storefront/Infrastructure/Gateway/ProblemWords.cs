using Ecommerce.ServiceDefaults.Errors;
using Ecommerce.Storefront.Infrastructure.Languages;
using Microsoft.Extensions.Localization;

namespace Ecommerce.Storefront.Infrastructure.Gateway;

/// <summary>
/// What services refuse, in the page's language. They answer in English, which stays as it is; other languages go by the problem's type,
/// its fields and its status, never by sentences.
/// </summary>
internal sealed class ProblemWords(IStringLocalizer<Texts> texts)
{
    public Problem InPageLanguage(Problem problem, int status)
    {
        if (Language.Current == Language.English)
            return problem;
        var sentence = texts[RefusalTexts.ByType.GetValueOrDefault(TypeOf(problem)) ?? Refusals.Text(status)].Value;
        return problem with
        {
            Title = sentence,
            Detail = null,
            Errors = problem.Errors?.ToDictionary(error => error.Key, error => new[] { Words(problem, error.Key) }, StringComparer.Ordinal),
        };
    }

    /// <summary>A type of its own says more than the field that it is about.</summary>
    private string Words(Problem problem, string field)
    {
        var name = field[(field.LastIndexOf('.') + 1)..].Split('[')[0];
        return texts[
            RefusalTexts.ByType.GetValueOrDefault(TypeOf(problem)) ?? RefusalTexts.ByField.GetValueOrDefault(name) ?? RefusalTexts.Any];
    }

    private static string TypeOf(Problem problem)
        => problem.Type is { } type && type.StartsWith(ProblemTypes.Prefix, StringComparison.Ordinal)
            ? type[ProblemTypes.Prefix.Length..]
            : "";
}
