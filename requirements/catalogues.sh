#!/bin/sh
# catalogues.sh check|update: compares or merges the strings of the code with every .po file of both packages.
set -eu
cd "$(dirname "$0")/.."
case "${1:-}" in
check | update) ;;
*) echo "usage: catalogues.sh check|update" >&2; exit 2 ;;
esac

folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
outdated=
for package in helpcenter_build form_service; do
    template=$folder/$package.pot
    # Places without line numbers: a moved line is no change for a translator.
    .venv/bin/pybabel --quiet extract --mapping-file pyproject.toml --add-location file --sort-by-file \
        --no-wrap --add-comments "Translators:" --keywords "_l" --keywords "lazy_gettext" \
        --project shop-help-center --output-file "$template" "$package"
    for catalogue in "$package"/translations/*/LC_MESSAGES/"$package".po; do
        [ -e "$catalogue" ] || continue
        locale=$(basename "$(dirname "$(dirname "$catalogue")")")
        # Babel's own --check calls every catalogue with a message context outdated; a merged copy tells.
        merged=$folder/merged.po
        cp "$catalogue" "$merged"
        .venv/bin/pybabel --quiet update --ignore-pot-creation-date --no-fuzzy-matching --no-wrap \
            --ignore-obsolete --input-file "$template" --output-file "$merged" --locale "$locale"
        cmp -s "$catalogue" "$merged" && continue
        if [ "$1" = update ]; then cp "$merged" "$catalogue"; else outdated="$outdated $catalogue"; fi
    done
done
[ -z "$outdated" ] || {
    echo "Not in step with the strings in the code:$outdated"
    echo "Run make catalogues and translate what is new."
    exit 1
} >&2
