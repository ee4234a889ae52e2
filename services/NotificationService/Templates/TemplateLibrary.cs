using System.Collections.Frozen;
using System.Reflection;
using Ecommerce.NotificationService.Messages;

namespace Ecommerce.NotificationService.Templates;

/// <summary>All templates and phrases, read once; they are part of the program, <c>Templates/Texts/LANGUAGE/KIND.txt</c>.</summary>
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

    /// <summary>What is around every HTML part.</summary>
    public string Layout { get; }

    public Template Of(MessageKind kind, string language) => templates[(language, kind.Name)];

    public Phrases PhrasesOf(string language) => phrases[language];

    /// <summary>The language among those there are that fits a language tag such as <c>de-CH</c>.</summary>
    public static string Choose(string? locale, string otherwise)
        => Languages.FirstOrDefault(language => locale?.Split('-')[0].Equals(language, StringComparison.OrdinalIgnoreCase) == true) ?? otherwise;

    private static string Read(string name)
    {
        using var resource = Assembly.GetExecutingAssembly().GetManifestResourceStream($"texts/{name}")
            ?? throw new InvalidOperationException($"The template {name} is missing.");
        using var reader = new StreamReader(resource);
        return reader.ReadToEnd();
    }
}
