using System.Collections.Frozen;
using System.Reflection;
using Ecommerce.NotificationService.Domain;

namespace Ecommerce.NotificationService.Infrastructure.Templates;

/// <summary>All templates and phrases, read once from embedded resources: <c>Texts/LANGUAGE/KIND.txt</c>.</summary>
internal sealed class TemplateLibrary
{
    public static readonly string[] Languages = ["en", "de"];

    private readonly FrozenDictionary<(string Language, string Kind), Template> templates;
    private readonly FrozenDictionary<string, Phrases> phrases;

    public TemplateLibrary()
    {
        templates = (from language in Languages from kind in MessageKinds.All select (language, kind.Name))
            .ToFrozenDictionary(name => name, name => Template.Parse(Read($"{name.language}/{name.Name}.txt")));
        phrases = Languages.ToFrozenDictionary(language => language, language => Phrases.Parse(Read($"{language}/phrases.txt")));
        Layout = Read("layout.html");
    }

    /// <summary>The frame of every HTML part.</summary>
    public string Layout { get; }

    public Template FindTemplate(MessageKind kind, string language) => templates[(language, kind.Name)];

    public Phrases FindPhrases(string language) => phrases[language];

    /// <summary>The supported language of a language tag such as <c>de-CH</c>, or the fallback.</summary>
    public static string ChooseLanguage(string? locale, string fallback)
    {
        var wanted = locale?.Split('-')[0];
        return Languages.FirstOrDefault(language => language.Equals(wanted, StringComparison.OrdinalIgnoreCase)) ?? fallback;
    }

    private static string Read(string name)
    {
        using var resource = Assembly.GetExecutingAssembly().GetManifestResourceStream($"texts/{name}")
            ?? throw new InvalidOperationException($"The template {name} is missing.");
        using var reader = new StreamReader(resource);
        return reader.ReadToEnd();
    }
}
